package dev.coffer.gateway.compose;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which objects of a supergraph set which contexts ({@code @context}), and what is read of them. Safe for concurrent use. */
public final class Contexts {
    static final String DIRECTIVE = "context";
    static final String READER = "fromContext";
    private static final String NAME = "name";
    /** Between a subgraph and the name of a context of it. */
    private static final String SEPARATOR = "__";

    private final Supergraph supergraph;
    private final Map<String, Set<String>> settled = new ConcurrentHashMap<>();

    public Contexts(Supergraph supergraph) {
        this.supergraph = supergraph;
    }

    static String qualified(String subgraph, String context) {
        return subgraph + SEPARATOR + context;
    }

    /** The contexts that a type says to set, as they are called in a supergraph. */
    static Set<String> said(About about) {
        Set<String> names = new LinkedHashSet<>();
        for (AppliedDirective directive : about.directives()) {
            String literal = directive.arguments().get(NAME);
            if (directive.name().equals(DIRECTIVE) && literal != null && literal.startsWith("\"")) {
                names.add(literal.substring(1, literal.length() - 1));
            }
        }
        return names;
    }

    static boolean isUsed(Supergraph supergraph) {
        return supergraph.types().values().stream()
                .anyMatch(type -> !said(type.about()).isEmpty());
    }

    /** Whether every value of the type sets the context: by itself, its interfaces or unions, or by all types that it can be. */
    public boolean isSet(String type, String context) {
        return settled.computeIfAbsent(type, this::set).contains(context);
    }

    private Set<String> set(String type) {
        Set<String> set = own(type);
        TypeDef def = supergraph.type(type);
        if (def != null && def.isAbstract()) {
            Set<String> common = null;
            for (String possible : supergraph.possibleTypes(type)) {
                Set<String> there = own(possible);
                if (common == null) {
                    common = there;
                } else {
                    common.retainAll(there);
                }
            }
            set.addAll(common == null ? Set.of() : common);
        }
        return set;
    }

    private Set<String> own(String type) {
        Set<String> set = new LinkedHashSet<>();
        TypeDef def = supergraph.type(type);
        if (def == null) {
            return set;
        }
        set.addAll(said(def.about()));
        if (def instanceof FieldedDef fielded) {
            for (String implemented : fielded.interfaces()) {
                TypeDef above = supergraph.type(implemented);
                set.addAll(above == null ? Set.of() : said(above.about()));
            }
        }
        for (TypeDef other : supergraph.types().values()) {
            if (other instanceof UnionDef union && union.members().contains(type)) {
                set.addAll(said(union.about()));
            }
        }
        return set;
    }

    /** What is to be read of a value of the type: the part of the selection that is for it, for each type that it can be. */
    public FieldSet selection(String type, FieldSet selection) {
        TypeDef def = supergraph.type(type);
        boolean isPlain = selection.selections().stream().allMatch(FieldSet.Field.class::isInstance);
        if (def == null || !def.isAbstract() || (isPlain && hasAll(type, selection))) {
            return new FieldSet(applicable(type, selection));
        }
        List<FieldSet.Selection> each = new ArrayList<>();
        for (String possible : supergraph.possibleTypes(type)) {
            List<FieldSet.Selection> there = applicable(possible, selection);
            if (!there.isEmpty()) {
                each.add(new FieldSet.Fragment(possible, new FieldSet(there)));
            }
        }
        return new FieldSet(each);
    }

    private boolean hasAll(String type, FieldSet selection) {
        return selection.selections().stream()
                .allMatch(each -> each instanceof FieldSet.Field field && supergraph.field(type, field.name()) != null);
    }

    private List<FieldSet.Selection> applicable(String type, FieldSet selection) {
        List<FieldSet.Selection> kept = new ArrayList<>();
        for (FieldSet.Selection each : selection.selections()) {
            switch (each) {
                case FieldSet.Field field -> kept.add(field);
                case FieldSet.Fragment fragment -> {
                    if (fragment.on().equals(type)
                            || supergraph.possibleTypes(fragment.on()).contains(type)) {
                        kept.addAll(applicable(type, fragment.selections()));
                    }
                }
            }
        }
        return kept;
    }
}
