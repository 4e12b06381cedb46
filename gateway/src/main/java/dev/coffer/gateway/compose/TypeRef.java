package dev.coffer.gateway.compose;

/** A reference to a type as a field or an argument writes it: {@code [User!]!}. {@code toString} is that notation. */
public sealed interface TypeRef {

    /** The plain type by its name, nullable. */
    record Named(String name) implements TypeRef {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A nullable list of {@code item}. */
    record ListOf(TypeRef item) implements TypeRef {
        @Override
        public String toString() {
            return "[" + item + "]";
        }
    }

    /** {@code type} that is never null; {@code type} itself is a name or a list. */
    record NonNull(TypeRef type) implements TypeRef {
        public NonNull {
            if (type instanceof NonNull) {
                throw new IllegalArgumentException("already non-null: " + type);
            }
        }

        @Override
        public String toString() {
            return type + "!";
        }
    }

    /** The name inside all lists and non-nulls. */
    default String innerName() {
        return switch (this) {
            case Named named -> named.name();
            case ListOf list -> list.item().innerName();
            case NonNull nonNull -> nonNull.type().innerName();
        };
    }

    /** True for {@code T!} and {@code [T]!}. */
    default boolean isNonNull() {
        return this instanceof NonNull;
    }

    /** This reference without its outermost {@code !}. */
    default TypeRef nullable() {
        return this instanceof NonNull nonNull ? nonNull.type() : this;
    }

    /** True for {@code [T]} and {@code [T]!}. */
    default boolean isList() {
        return nullable() instanceof ListOf;
    }

    /** The same lists and non-nulls around another name. */
    default TypeRef withInnerName(String name) {
        return switch (this) {
            case Named ignored -> new Named(name);
            case ListOf list -> new ListOf(list.item().withInnerName(name));
            case NonNull nonNull -> new NonNull(nonNull.type().withInnerName(name));
        };
    }
}
