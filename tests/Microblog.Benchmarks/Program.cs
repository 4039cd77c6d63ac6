using BenchmarkDotNet.Running;
using Microblog.Benchmarks.Streams;

// dotnet run -c Release --project tests/Microblog.Benchmarks -- --filter '*'
// dotnet run -c Release --project tests/Microblog.Benchmarks -- streams [connections] [notices] [idle readers]
if (args is ["streams", .. var numbers])
    return await StreamLoad.RunAsync([.. numbers.Select(int.Parse)]);
BenchmarkSwitcher.FromAssembly(typeof(Microblog.Benchmarks.SigningBenchmarks).Assembly).Run(args);
return 0;
