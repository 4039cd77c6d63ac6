using System.Text.Json.Nodes;

namespace Microblog.DemoWiki;

/// <summary>Everything the demo wiki knows, in memory: its accounts and its log. Each change writes the log entry that MediaWiki would.</summary>
public sealed class DemoWikiState
{
    /// <summary>The password of every account.</summary>
    public const string Password = "demo";

    /// <summary>Edits it takes to be autoconfirmed, together with <see cref="AutoconfirmAge"/>.</summary>
    public const int AutoconfirmEdits = 10;

    internal const string SysopName = "Sysop";

    /// <summary>Age it takes to be autoconfirmed.</summary>
    public static readonly TimeSpan AutoconfirmAge = TimeSpan.FromDays(4);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly Dictionary<long, DemoAccount> accounts = [];
    private readonly List<DemoLogEntry> log = [];
    private long lastBlockId;

    public DemoWikiState(TimeProvider clock)
    {
        this.clock = clock;
        Add(SysopName, edits: 4000, age: TimeSpan.FromDays(3000), groups: ["sysop"]);
        Add("Editor");
        Add("Newcomer", edits: 2, age: TimeSpan.Zero);
        Add("Blocked");
        Block("Blocked", "Repeated vandalism in the sandbox");
        Add("Hidden");
        Hide("Hidden");
        Add("~2026-1", edits: 1, age: TimeSpan.Zero, isTemporary: true);
    }

    /// <summary>Every address answers 503 with HTML.</summary>
    public bool IsDown { get; set; }

    /// <summary>Maintenance: people can authorize, but no token is issued. The API's reads go on.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>The only callback accepted, when set; else any at this server's own address or on loopback.</summary>
    public Uri? Callback { get; set; }

    /// <summary>Registers an account, autoconfirmed unless said otherwise.</summary>
    /// <param name="age">How long ago it registered; null: 400 days.</param>
    public DemoAccount Add(
        string name, int edits = 250, TimeSpan? age = null, IReadOnlyList<string>? groups = null, bool isTemporary = false)
    {
        lock (gate)
        {
            if (Named(name) is not null)
                throw new ArgumentException($"There is an account '{name}' already.", nameof(name));
            var account = new DemoAccount
            {
                Id = accounts.Count + 1,
                Name = name,
                Edits = edits,
                Registered = clock.GetUtcNow() - (age ?? TimeSpan.FromDays(400)),
                GrantedGroups = groups ?? [],
                IsTemporary = isTemporary,
            };
            accounts.Add(account.Id, account);
            Write("newusers", "create", name, "", new JsonObject { ["userid"] = account.Id });
            return account;
        }
    }

    /// <summary>The account of that name, also a hidden one; null when nobody has it.</summary>
    public DemoAccount? Find(string name)
    {
        lock (gate)
            return Named(name);
    }

    public DemoAccount? Find(long id)
    {
        lock (gate)
            return accounts.GetValueOrDefault(id);
    }

    /// <summary>Blocks an account, or changes its block.</summary>
    /// <param name="until">Null: without end.</param>
    /// <param name="isPartial">Only one page, "Target".</param>
    public void Block(string name, string reason, DateTimeOffset? until = null, bool isPartial = false)
    {
        lock (gate)
        {
            var account = Required(name);
            var action = account.BlockAt(clock.GetUtcNow()) is null ? "block" : "reblock";
            accounts[account.Id] = account with
            {
                Block = new DemoBlock(++lastBlockId, reason, clock.GetUtcNow(), until, isPartial),
            };
            Write("block", action, name, reason, DemoLogParams.OfBlock(until, isPartial));
        }
    }

    public void Unblock(string name)
    {
        lock (gate)
        {
            var account = Required(name);
            accounts[account.Id] = account with { Block = null };
            Write("block", "unblock", name, "", []);
        }
    }

    /// <summary>The account keeps its number; its old name is free again.</summary>
    public void Rename(string oldName, string newName)
    {
        lock (gate)
        {
            if (Named(newName) is not null)
                throw new ArgumentException($"There is an account '{newName}' already.", nameof(newName));
            var account = Required(oldName);
            accounts[account.Id] = account with { Name = newName };
            Write("renameuser", "renameuser", oldName, "", new JsonObject
            {
                ["olduser"] = oldName,
                ["newuser"] = newName,
                ["edits"] = account.Edits,
            });
        }
    }

    /// <summary>Suppresses the name. The log of that is private, so nothing is written.</summary>
    public void Hide(string name)
    {
        lock (gate)
        {
            var account = Required(name);
            accounts[account.Id] = account with { IsHidden = true };
        }
    }

    /// <summary>Crossing the line of autoconfirmation writes no log entry.</summary>
    public void SetEdits(string name, int edits)
    {
        lock (gate)
        {
            var account = Required(name);
            accounts[account.Id] = account with { Edits = edits };
        }
    }

    /// <summary>Grants the group <c>confirmed</c>, which has the right <c>autoconfirmed</c>.</summary>
    public void Confirm(string name) => SetGroups(name, [.. Find(name)?.GrantedGroups ?? [], "confirmed"]);

    public void SetGroups(string name, IReadOnlyList<string> groups)
    {
        lock (gate)
        {
            var account = Required(name);
            accounts[account.Id] = account with { GrantedGroups = groups };
            Write("rights", "rights", name, "", DemoLogParams.OfRights(account.GrantedGroups, groups));
        }
    }

    /// <summary>The log, oldest first.</summary>
    internal IReadOnlyList<DemoLogEntry> Log()
    {
        lock (gate)
            return [.. log];
    }

    internal IReadOnlyList<DemoAccount> Accounts()
    {
        lock (gate)
            return [.. accounts.Values];
    }

    private DemoAccount? Named(string name) =>
        accounts.Values.FirstOrDefault(account => string.Equals(account.Name, name, StringComparison.Ordinal));

    private DemoAccount Required(string name) =>
        Named(name) ?? throw new ArgumentException($"There is no account '{name}'.", nameof(name));

    private void Write(string type, string action, string target, string comment, JsonObject parameters) =>
        log.Add(new DemoLogEntry(log.Count + 1, type, action, target, clock.GetUtcNow(), comment, parameters));
}
