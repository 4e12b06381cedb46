package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must hold of {@code @context} and {@code @fromContext} inside one subgraph. */
final class ContextRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    private final SubgraphSchema schema;
    private final Findings findings;
    /** The types that set a context, by its name in the subgraph. */
    private final Map<String, Set<SubgraphType>> setters = new LinkedHashMap<>();

    private ContextRules(SubgraphSchema schema, Findings findings) {
        this.schema = schema;
        this.findings = findings;
    }

    static void check(SubgraphSchema schema, Findings findings) {
        ContextRules rules = new ContextRules(schema, findings);
        schema.types().values().forEach(rules::collect);
        for (SubgraphType type : schema.types().values()) {
            for (SubgraphField field : type.fields().values()) {
                field.contexts().forEach(context -> rules.check(type, field, context));
            }
        }
    }

    private void collect(SubgraphType type) {
        for (String qualified : Contexts.said(type.about())) {
            String name =
                    qualified.substring(Contexts.qualified(schema.name(), "").length());
            if (!NAME.matcher(name).matches()) {
                String message = "\"" + name + "\" cannot name a context: letters and digits do, a letter first";
                findings.error(Code.CONTEXT_NAME_INVALID, type.name(), schema.name(), message);
            }
            setters.computeIfAbsent(name, first -> new HashSet<>()).add(type);
        }
    }

    private void check(SubgraphType type, SubgraphField field, SubgraphContext context) {
        String place = type.name() + "." + field.name() + "(" + context.argument() + ":)";
        if (!type.isObject()) {
            notSet(place, "@fromContext goes on arguments of objects' fields, not on those of interfaces");
            return;
        }
        for (String implemented : type.interfaces()) {
            if (schema.field(implemented, field.name()) != null) {
                notSet(place, "@fromContext cannot be on a field that the interface \"" + implemented + "\" has");
            }
        }
        if (context.hasDefault()) {
            notSet(place, "an argument with @fromContext can have no default");
        }
        Set<SubgraphType> above = setters.get(context.context());
        if (above == null) {
            notSet(place, "no type of this subgraph sets the context \"" + context.context() + "\"");
        } else {
            checkSelection(place, context, above);
        }
        if (type.keys().stream().noneMatch(SubgraphType.Key::resolvable)) {
            String message = "\"" + type.name() + "\" needs a resolvable @key: its field \"" + field.name()
                    + "\" takes an argument from a context";
            findings.error(Code.CONTEXT_NO_RESOLVABLE_KEY, place, schema.name(), message);
        }
    }

    private void notSet(String place, String message) {
        findings.error(Code.CONTEXT_NOT_SET, place, schema.name(), place + ": " + message);
    }

    private void invalid(String place, String message) {
        findings.error(Code.CONTEXT_INVALID_SELECTION, place, schema.name(), place + ": " + message);
    }

    /** One field, or one for each of several object types. */
    private void checkSelection(String place, SubgraphContext context, Set<SubgraphType> above) {
        List<FieldSet.Selection> all = context.selection().selections();
        long fragments =
                all.stream().filter(FieldSet.Fragment.class::isInstance).count();
        if (fragments == 0 ? all.size() != 1 : fragments != all.size()) {
            invalid(place, "one field is to be read, or one for each of several types");
            return;
        }
        Set<String> used = new HashSet<>();
        for (SubgraphType setter : above) {
            if (fragments == 0) {
                checkValue(place, context, setter, context.selection());
                continue;
            }
            Set<String> possible = schema.possibleTypes(setter.name());
            List<FieldSet.Fragment> fitting = all.stream()
                    .map(FieldSet.Fragment.class::cast)
                    .filter(fragment -> possible.contains(fragment.on()))
                    .toList();
            if (fitting.isEmpty()) {
                invalid(place, "nothing is selected for \"" + setter.name() + "\"");
            }
            for (FieldSet.Fragment fragment : fitting) {
                used.add(fragment.on());
                checkValue(place, context, schema.type(fragment.on()), fragment.selections());
            }
        }
        for (FieldSet.Selection each : all) {
            if (each instanceof FieldSet.Fragment fragment && !used.contains(fragment.on())) {
                invalid(place, "no object of \"" + fragment.on() + "\" sets the context");
            }
        }
    }

    private void checkValue(String place, SubgraphContext context, @Nullable SubgraphType at, FieldSet selection) {
        TypeRef found = at == null ? null : value(place, at, selection);
        if (found != null && !found.equals(context.type())) {
            invalid(
                    place,
                    "what is read is of type \"" + found + "\", nullable as every context is, and the argument of \""
                            + context.type() + "\"");
        }
    }

    /** The type of what is selected, without its non-nulls; null where that was refused. */
    private @Nullable TypeRef value(String place, SubgraphType at, FieldSet selection) {
        if (at.interfaceObject()) {
            invalid(place, "\"" + at.name() + "\" is an @interfaceObject, of which nothing can be read");
            return null;
        }
        if (selection.selections().size() != 1
                || !(selection.selections().getFirst() instanceof FieldSet.Field selected)) {
            invalid(place, "one field of \"" + at.name() + "\" is to be read");
            return null;
        }
        SubgraphField field = at.fields().get(selected.name());
        SubgraphType type = field == null ? null : schema.type(field.type().innerName());
        boolean isComposite = type != null && type.isComposite();
        if (field == null || isComposite == selected.selections().isEmpty()) {
            invalid(place, "\"" + at.name() + "\" has no field \"" + selected + "\"");
            return null;
        }
        if (!isComposite || type == null) {
            return around(field.type(), new TypeRef.Named(field.type().innerName()));
        }
        TypeRef below = value(place, type, selected.selections());
        return below == null ? null : around(field.type(), below);
    }

    /** The lists of the one around the other. */
    private static TypeRef around(TypeRef outer, TypeRef inner) {
        return switch (outer) {
            case TypeRef.Named ignored -> inner;
            case TypeRef.NonNull nonNull -> around(nonNull.type(), inner);
            case TypeRef.ListOf list -> new TypeRef.ListOf(around(list.item(), inner));
        };
    }
}
