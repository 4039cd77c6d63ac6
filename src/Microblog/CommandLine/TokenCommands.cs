using System.CommandLine;
using Microblog.SignIn;

namespace Microblog.CommandLine;

/// <summary><c>token create</c></summary>
internal static class TokenCommands
{
    public static Command All(Runner runner)
    {
        var handle = new Argument<string>("HANDLE") { Description = "Whose." };
        var scopes = new Option<string>("--scopes") { Description = "What it allows, such as \"read write follow push\".", Required = true };
        var name = new Option<string>("--name") { Description = "What the program is called.", DefaultValueFactory = _ => "Command line" };
        return new Command("token", "Let a program act for an account.")
        {
            runner.Command("create", "Make a token and print it, alone; it is kept nowhere.", [handle, scopes, name], async (errand, ct) =>
            {
                var token = await errand.Get<CreateToken>().RunAsync(
                    errand.Value(handle), errand.Value(scopes) ?? "", errand.Value(name) ?? "", ct);
                return new(token, new { token });
            }),
        };
    }
}
