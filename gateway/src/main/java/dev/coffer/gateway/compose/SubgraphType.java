package dev.coffer.gateway.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * A type as one subgraph declares it, definition and extensions merged. Only the parts of its kind are filled.
 *
 * @param defined false when the subgraph only extends it
 * @param extendsMarked has {@code @extends}
 * @param values of an enum
 * @param members of a union
 */
record SubgraphType(
        String name,
        Kind kind,
        About about,
        boolean defined,
        boolean extendsMarked,
        boolean interfaceObject,
        List<Key> keys,
        SequencedSet<String> interfaces,
        SequencedMap<String, SubgraphField> fields,
        SequencedMap<String, SubgraphInput> inputs,
        SequencedMap<String, About> values,
        SequencedSet<String> members,
        @Nullable String specifiedBy) {

    enum Kind {
        OBJECT,
        INTERFACE,
        UNION,
        ENUM,
        INPUT,
        SCALAR
    }

    /** A key and whether it stands on an extension of the type, where externals of it are owned. */
    record Key(FieldSet fields, boolean resolvable, boolean ofExtension) {}

    SubgraphType {
        keys = List.copyOf(keys);
        interfaces = Ordered.copyOf(interfaces);
        fields = Ordered.copyOf(fields);
        inputs = Ordered.copyOf(inputs);
        values = Ordered.copyOf(values);
        members = Ordered.copyOf(members);
    }

    boolean isObject() {
        return kind == Kind.OBJECT;
    }

    boolean isInterface() {
        return kind == Kind.INTERFACE;
    }

    boolean hasFields() {
        return isObject() || isInterface();
    }

    boolean isComposite() {
        return hasFields() || kind == Kind.UNION;
    }

    /** What Federation 1 calls an extension: only extended here, or marked {@code @extends}. */
    boolean isExtension() {
        return !defined || extendsMarked;
    }

    SubgraphType withFields(SequencedMap<String, SubgraphField> newFields) {
        return new SubgraphType(
                name,
                kind,
                about,
                defined,
                extendsMarked,
                interfaceObject,
                keys,
                interfaces,
                newFields,
                inputs,
                values,
                members,
                specifiedBy);
    }

    SubgraphType withKeys(List<Key> newKeys) {
        return new SubgraphType(
                name,
                kind,
                about,
                defined,
                extendsMarked,
                interfaceObject,
                newKeys,
                interfaces,
                fields,
                inputs,
                values,
                members,
                specifiedBy);
    }

    List<TypeJoin.Key> joinKeys() {
        List<TypeJoin.Key> joined = new ArrayList<>();
        for (Key key : keys) {
            TypeJoin.Key plain = new TypeJoin.Key(key.fields(), key.resolvable());
            if (!joined.contains(plain)) {
                joined.add(plain);
            }
        }
        return joined;
    }
}
