using System.Net;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Tests.Documented;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Support;

/// <summary>The whole server on a real port of 127.0.0.1: real routes, real SQL, the real queue. Two of them can federate.</summary>
public sealed class TestServer : WebApplicationFactory<Program>
{
    private readonly TestServerOptions options;
    private readonly string directory = Directory.CreateTempSubdirectory("microblog-test-").FullName;
    private readonly int port = FreePort.Take();
    private readonly string? postgreSql;
    private HttpClient? passerBy;

    private TestServer(TestServerOptions options, string? postgreSql)
    {
        this.options = options;
        this.postgreSql = postgreSql;
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Parse(options.Address), port));
    }

    /// <summary>Where it answers: what setting <c>BaseUrl</c> says.</summary>
    public Uri BaseUrl => new($"http://{options.Address}:{port}");

    /// <summary>What stands behind the second @ of everyone here.</summary>
    public string Host => $"{options.Address}:{port}";

    /// <summary>What the cookie of the session is called here.</summary>
    public string SessionCookie => Services.GetRequiredService<SignInCookies>().Session;

    /// <summary>Somebody who is not signed in, keeps no cookies and follows no redirects.</summary>
    public HttpClient PasserBy => passerBy ??= NewClient();

    /// <summary>Starts a server with a database of its own.</summary>
    public static async Task<TestServer> StartAsync(
        TestDatabase database = TestDatabase.Sqlite, Action<TestServerOptions>? configure = null)
    {
        var wanted = new TestServerOptions();
        configure?.Invoke(wanted);
        var server = new TestServer(wanted, wanted.SharesDatabaseOf?.postgreSql
            ?? (database == TestDatabase.PostgreSql ? await PostgreSqlServer.CreateDatabaseAsync() : null));
        server.StartServer();
        return server;
    }

    /// <summary>An account the operator vouches for, with a client that holds a token for everything.</summary>
    public async Task<Person> SignUpAsync(string handle, Role role = Role.User)
    {
        await using var scope = NewScope();
        var db = scope.Get<Db>();
        var ids = scope.Get<Snowflake>();
        var now = scope.Get<TimeProvider>().GetUtcNow();
        var actor = scope.Get<CreateLocalActor>().Add(handle, handle);
        var account = new Account { Id = ids.Next(), Actor = actor, Role = role, IsVouched = true, CreatedAt = now };
        var token = Guid.NewGuid().ToString("N");
        db.Accounts.Add(account);
        db.AccessTokens.Add(new AccessToken
        {
            Id = ids.Next(),
            AccountId = account.Id,
            TokenHash = Person.HashOf(token),
            Scopes = role == Role.User ? "read write follow push" : "read write follow push admin:read admin:write",
            Name = "test",
            CreatedAt = now,
        });
        await db.SaveChangesAsync();
        return new Person(this, actor, account.Id, token);
    }

    /// <summary>The server's own objects, for one piece of work.</summary>
    public TestScope NewScope() => new(Services.CreateAsyncScope());

    /// <summary>Reads the database.</summary>
    public async Task<T> AskAsync<T>(Func<Db, Task<T>> question)
    {
        await using var scope = NewScope();
        return await question(scope.Get<Db>());
    }

    /// <summary>A client that sends to this server.</summary>
    /// <param name="cookies">Keeps them; null for none.</param>
    public HttpClient NewClient(CookieContainer? cookies = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = cookies is not null,
            CookieContainer = cookies ?? new(),
        };
        return new HttpClient(handler) { BaseAddress = BaseUrl };
    }

    /// <summary>Waits until nothing in the queue is due, being done or to be tried again, recurring tasks and failed jobs aside.</summary>
    public Task WaitUntilIdleAsync() => Wait.UntilAsync(() => AskAsync(async db =>
    {
        var next = await db.Jobs.Where(j => j.RecursEvery == null && j.FailedAt == null)
            .OrderByDescending(j => j.Attempts > 0).ThenBy(j => j.DueAt)
            .Select(j => new { j.Attempts, j.DueAt })
            .FirstOrDefaultAsync();

        // Told after the look: a job that another has just left behind is due by then.
        return next is null || (next.Attempts == 0 && next.DueAt > Services.GetRequiredService<TimeProvider>().GetUtcNow());
    }));

    public Task WaitUntilAsync(Func<Db, Task<bool>> condition) => Wait.UntilAsync(() => AskAsync(condition));

    public override async ValueTask DisposeAsync()
    {
        passerBy?.Dispose();
        var connectionString = await AskAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
        await base.DisposeAsync();
        if (postgreSql is not null)
        {
            if (options.SharesDatabaseOf is null)
                await PostgreSqlServer.DropDatabaseAsync(postgreSql);
        }
        else
        {
            await using var connection = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(directory, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(RepositoryRoot.Path);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Microblog:BaseUrl", BaseUrl.AbsoluteUri);
        builder.UseSetting("Microblog:DataDirectory", directory);
        builder.UseSetting("Microblog:Federation:AllowHttp", "true");
        builder.UseSetting("Microblog:Federation:AllowedPrivateNetworks:0", "127.0.0.0/8");
        builder.UseSetting("Microblog:RateLimits:Enabled", "false");
        if (postgreSql is not null)
        {
            builder.UseSetting("Microblog:Database:Provider", "PostgreSql");
            builder.UseSetting("Microblog:Database:ConnectionString", postgreSql);
        }

        foreach (var (name, value) in options.Settings)
            builder.UseSetting($"Microblog:{name}", value);
        builder.ConfigureTestServices(services =>
        {
            if (options.Clock is { } clock)
                services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<IStartupFilter, AnswerCheck>();
            services.AddSingleton(new NewActorKeys(RsaKeyPool.Sequence()));
            options.Services?.Invoke(services);

            // A busy machine may need longer than a server is given to end; that time is tested with processes of their own.
            services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(1));
        });
    }
}

/// <summary>How a test's server differs from the usual one.</summary>
public sealed class TestServerOptions
{
    /// <summary>Settings of section <c>Microblog</c>, such as <c>Notices:MaxLength</c>.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for real time.</summary>
    public FakeClock? Clock { get; set; }

    /// <summary>Another server on PostgreSQL, of which this is a second node; it must end first.</summary>
    public TestServer? SharesDatabaseOf { get; set; }

    /// <summary>Any of 127.0.0.0/8.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Replaces parts; rarely needed.</summary>
    public Action<IServiceCollection>? Services { get; set; }
}

/// <summary>The server's own objects, for one piece of work.</summary>
public sealed class TestScope(AsyncServiceScope scope) : IAsyncDisposable
{
    public T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
