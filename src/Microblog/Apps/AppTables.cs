using Microsoft.EntityFrameworkCore;

namespace Microblog.Apps;

/// <summary>How programs, codes and their own tokens are kept.</summary>
internal static class AppTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<App>(app =>
        {
            app.Property(a => a.Id).ValueGeneratedNever();
            app.HasIndex(a => a.ClientId).IsUnique();
        });
        model.Entity<AppToken>(token =>
        {
            token.Property(t => t.Id).ValueGeneratedNever();
            token.HasIndex(t => t.TokenHash).IsUnique();
            token.HasOne(t => t.App).WithMany().HasForeignKey(t => t.AppId);
        });
        model.Entity<AuthorizationCode>(code =>
        {
            code.Property(c => c.Id).ValueGeneratedNever();
            code.HasIndex(c => c.CodeHash).IsUnique();
            code.HasOne(c => c.App).WithMany().HasForeignKey(c => c.AppId);
            code.HasOne(c => c.Account).WithMany().HasForeignKey(c => c.AccountId);
        });
    }
}
