using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Lists;

/// <summary>A part of those whom a person follows, under a name: their notices are read by themselves. Nobody else learns of it.</summary>
/// <remarks>Source: Mastodon API documentation, lists.</remarks>
public sealed class PersonList
{
    /// <summary>Most lists that one person has.</summary>
    public const int MostPerOwner = 50;

    /// <summary>Most people on one list.</summary>
    public const int MostMembers = 500;

    /// <summary>Longest name, in characters.</summary>
    public const int MaxTitle = 255;

    public required long Id { get; init; }
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }
    public required string Title { get; set; }
    public required ShownReplies ShownReplies { get; set; }

    /// <summary>What stands on it does not stand on the home timeline, too.</summary>
    public required bool IsExclusive { get; set; }

    public ICollection<ListMember> Members { get; } = [];
}

/// <summary>Which answers of its members a list shows. Answers to themselves and to the list's owner it always shows.</summary>
public enum ShownReplies
{
    /// <summary>Those to other members.</summary>
    ToMembers = 0,

    /// <summary>Those to anybody whom the owner follows.</summary>
    ToFollowed = 1,

    None = 2,
}

/// <summary>Somebody on a list.</summary>
public sealed class ListMember
{
    public required long ListId { get; init; }
    public PersonList? List { get; init; }
    public required long ActorId { get; init; }
    public Actor? Actor { get; init; }

    /// <summary>By what members are paged; grows with time.</summary>
    public required long Place { get; init; }
}

internal sealed class PersonListTable : IEntityTypeConfiguration<PersonList>
{
    public void Configure(EntityTypeBuilder<PersonList> builder)
    {
        builder.ToTable("PersonLists");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasIndex(l => new { l.OwnerId, l.Id });
        builder.HasOne(l => l.Owner).WithMany().HasForeignKey(l => l.OwnerId);
    }
}

internal sealed class ListMemberTable : IEntityTypeConfiguration<ListMember>
{
    public void Configure(EntityTypeBuilder<ListMember> builder)
    {
        builder.ToTable("ListMembers");
        builder.HasKey(m => new { m.ListId, m.ActorId });
        builder.HasIndex(m => new { m.ListId, m.Place });
        builder.HasIndex(m => m.ActorId);
        builder.HasOne(m => m.List).WithMany(l => l.Members).HasForeignKey(m => m.ListId);
        builder.HasOne(m => m.Actor).WithMany().HasForeignKey(m => m.ActorId);
    }
}
