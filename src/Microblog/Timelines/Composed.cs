using System.Linq.Expressions;

namespace Microblog.Timelines;

/// <summary>Puts expressions into each other, so that what is said once of a notice is said of what it repeats, too.</summary>
internal static class Composed
{
    extension<TMiddle, TResult>(Expression<Func<TMiddle, TResult>> outer)
    {
        /// <summary>What <paramref name="outer"/> says of what <paramref name="inner"/> finds.</summary>
        public Expression<Func<TStart, TResult>> Of<TStart>(Expression<Func<TStart, TMiddle>> inner) =>
            Expression.Lambda<Func<TStart, TResult>>(outer.At(inner.Body), inner.Parameters);

        /// <summary>The body, with something in its parameter's place.</summary>
        public Expression At(Expression place) => new Replace(outer.Parameters[0], place).Visit(outer.Body);
    }

    extension<T, TShown>(Expression<Func<T, TShown>> shape)
        where TShown : class
    {
        /// <summary>A shape that holds, in one of its properties, the same shape of something else; null where there is none.</summary>
        /// <param name="property">The property's name.</param>
        public Expression<Func<T, TShown>> Holding(string property, Expression<Func<T, T?>> other)
        {
            var self = shape.Parameters[0];
            var found = other.At(self);
            var held = Expression.Condition(
                Expression.Equal(found, Expression.Constant(null, found.Type)), Expression.Constant(null, typeof(TShown)), shape.At(found));
            var made = (MemberInitExpression)shape.Body;
            var binding = Expression.Bind(typeof(TShown).GetProperty(property)!, held);
            return Expression.Lambda<Func<T, TShown>>(Expression.MemberInit(made.NewExpression, made.Bindings.Append(binding)), self);
        }
    }

    private sealed class Replace(ParameterExpression parameter, Expression place) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? place : node;
    }
}
