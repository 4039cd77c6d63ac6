using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/Microblog.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(Microblog.Benchmarks.SigningBenchmarks).Assembly).Run(args);
