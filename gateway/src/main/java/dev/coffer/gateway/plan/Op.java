package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A normalised selection: a field with fragments inlined and conditions folded.
 *
 * @param scope the type on which it is asked where that is narrower than its position, else null
 * @param position type of the object that it is asked on, whatever the scope
 * @param key what is asked
 * @param type name of the field's type, in API terms
 * @param children below it; empty for leaves
 * @param who asks for it, and whether it is fetched
 */
record Op(@Nullable String scope, String position, FieldKey key, String type, List<Op> children, For who) {

    /** For whom a selection is. */
    enum For {
        /** The client asks for it. */
        CLIENT,
        /** The gateway asks for it for itself. */
        GATEWAY,
        /** The client asks for it and may not have it: null in the answer, and nothing of it is fetched. */
        NOBODY
    }

    Op {
        children = List.copyOf(children);
    }

    boolean isHidden() {
        return who == For.GATEWAY;
    }

    boolean isDenied() {
        return who == For.NOBODY;
    }

    boolean isLeaf() {
        return children.isEmpty();
    }

    /** The type whose field it is. */
    String owner() {
        return scope == null ? position : scope;
    }

    String coordinate() {
        return owner() + "." + key.name();
    }

    Op on(String narrower) {
        return new Op(narrower, position, key, type, children, who);
    }

    Op under(Condition extra) {
        FieldKey both = new FieldKey(
                key.responseKey(),
                key.name(),
                key.arguments(),
                key.variables(),
                key.condition().and(extra));
        return new Op(scope, position, both, type, children, who);
    }

    /** The same with the runtime type asked below it. */
    Op typed() {
        List<Op> all = new ArrayList<>();
        all.add(typename(type));
        all.addAll(children);
        return new Op(scope, position, key, type, all, who);
    }

    static Op typename(String position) {
        return new Op(null, position, FieldKey.TYPENAME, "String", List.of(), For.GATEWAY);
    }
}
