using Microblog.Data;
using Microsoft.EntityFrameworkCore;
if (args is ["schema"])
{
    await using var s = new Db(new DbContextOptionsBuilder<Db>().UseSqlite("Data Source=:memory:").Options);
    await File.WriteAllTextAsync("/tmp/sqlite.sql", s.Database.GenerateCreateScript());
    await using var p = new Db(new DbContextOptionsBuilder<Db>().UseNpgsql("Host=localhost").Options);
    await File.WriteAllTextAsync("/tmp/pg.sql", p.Database.GenerateCreateScript());
    return;
}
