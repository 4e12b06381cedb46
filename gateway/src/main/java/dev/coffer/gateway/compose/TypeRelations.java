package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.TypeRef.ListOf;
import dev.coffer.gateway.compose.TypeRef.Named;
import dev.coffer.gateway.compose.TypeRef.NonNull;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which type is a subtype of which, over all subgraphs: by interfaces, unions, lists and non-nulls. */
final class TypeRelations {
    private final Map<String, Set<String>> supertypes = new HashMap<>();

    TypeRelations(List<Member> members) {
        for (Member member : members) {
            for (SubgraphType type : member.schema().types().values()) {
                supertypes.computeIfAbsent(type.name(), name -> new HashSet<>()).addAll(type.interfaces());
                type.members()
                        .forEach(possible -> supertypes
                                .computeIfAbsent(possible, name -> new HashSet<>())
                                .add(type.name()));
            }
        }
    }

    /** True when every value of {@code sub} is one of {@code type}; a type is its own subtype. */
    boolean isSubtype(TypeRef sub, TypeRef type) {
        return switch (sub) {
            case NonNull nonNull -> isSubtype(nonNull.type(), type.nullable());
            case ListOf list -> type instanceof ListOf of && isSubtype(list.item(), of.item());
            case Named named ->
                type instanceof Named of && (named.equals(of) || isSubtypeByName(named.name(), of.name()));
        };
    }

    private boolean isSubtypeByName(String sub, String type) {
        return supertypes.getOrDefault(sub, Set.of()).contains(type);
    }

    /** The least type that holds all of them, null when there is none: {@code Node!} and {@code User} give {@code Node}. */
    @Nullable
    TypeRef mostGeneral(Collection<TypeRef> types) {
        return reduce(types, this::union);
    }

    /** The type that all of them accept, null when there is none: {@code [Int!]} and {@code [Int]!} give {@code [Int!]!}. */
    @Nullable
    TypeRef mostSpecific(Collection<TypeRef> types) {
        return reduce(types, TypeRelations::intersection);
    }

    private interface Combination {
        @Nullable
        TypeRef of(TypeRef one, TypeRef other);
    }

    private static @Nullable TypeRef reduce(Collection<TypeRef> types, Combination combination) {
        TypeRef result = null;
        for (TypeRef type : types) {
            TypeRef combined = result == null ? type : combination.of(result, type);
            if (combined == null) {
                return null;
            }
            result = combined;
        }
        return result;
    }

    private @Nullable TypeRef union(TypeRef one, TypeRef other) {
        TypeRef inner = unionOfNullable(one.nullable(), other.nullable());
        return inner != null && one.isNonNull() && other.isNonNull() ? new NonNull(inner) : inner;
    }

    private @Nullable TypeRef unionOfNullable(TypeRef one, TypeRef other) {
        if (one instanceof ListOf list && other instanceof ListOf otherList) {
            TypeRef item = union(list.item(), otherList.item());
            return item == null ? null : new ListOf(item);
        }
        if (isSubtype(one, other)) {
            return other;
        }
        return isSubtype(other, one) ? one : null;
    }

    private static @Nullable TypeRef intersection(TypeRef one, TypeRef other) {
        TypeRef inner = intersectionOfNullable(one.nullable(), other.nullable());
        return inner != null && (one.isNonNull() || other.isNonNull()) ? new NonNull(inner) : inner;
    }

    private static @Nullable TypeRef intersectionOfNullable(TypeRef one, TypeRef other) {
        if (one instanceof ListOf list && other instanceof ListOf otherList) {
            TypeRef item = intersection(list.item(), otherList.item());
            return item == null ? null : new ListOf(item);
        }
        return one.equals(other) ? one : null;
    }
}
