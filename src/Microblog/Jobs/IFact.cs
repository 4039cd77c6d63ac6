namespace Microblog.Jobs;

/// <summary>Something that happened, as ids only. Stored together with what happened; its listeners run afterwards.</summary>
public interface IFact
{
    /// <summary>Facts of one lane are handled in order: usually the id of whom they are about.</summary>
    string Lane { get; }
}
