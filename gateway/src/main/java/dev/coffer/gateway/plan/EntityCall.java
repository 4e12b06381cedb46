package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * One {@code _entities} field of a fetch's document: which objects it completes and how they are represented. Collect
 * the objects at {@link #paths()}, build for each the first of {@link #representations()} that applies to its type (none:
 * skip the object), send equal representations once, and merge element i of the answer into every object that sent
 * representation i.
 *
 * @param responseKey key of the list in the answer's {@code data}: {@code _entities}, or an alias of it
 * @param variable name of the document's variable that takes the list of representations
 * @param paths where the objects lie; an object reached twice counts once
 * @param representations at least one
 * @param selection shape of an element of the list
 * @param contexts variables that take their values from objects above; one path then
 * @param suffix of the variables' names, and of the response key, where the document asks for several groups of entities
 */
public record EntityCall(
        String responseKey,
        String variable,
        List<ObjectPath> paths,
        List<Representation> representations,
        List<FetchField> selection,
        List<ContextValue> contexts,
        String suffix) {
    /** An entity call that takes nothing from objects above. */
    public EntityCall(
            String responseKey,
            String variable,
            List<ObjectPath> paths,
            List<Representation> representations,
            List<FetchField> selection) {
        this(responseKey, variable, paths, representations, selection, List.of(), "");
    }

    public EntityCall {
        paths = List.copyOf(paths);
        representations = List.copyOf(representations);
        selection = List.copyOf(selection);
        contexts = List.copyOf(contexts);
        if (paths.isEmpty() || representations.isEmpty()) {
            throw new IllegalArgumentException("an entity call needs a path and a representation: " + responseKey);
        }
    }

    /** The same for one of several groups of entities that differ in the values of their contexts. */
    public EntityCall group(int number) {
        String own = "_" + number;
        return new EntityCall(responseKey + own, variable + own, paths, representations, selection, contexts, own);
    }

    /** Name of a context's variable. */
    public String variable(ContextValue context) {
        return context.variable() + suffix;
    }

    /** Of all its variables, as a document declares them. */
    List<String> definitions() {
        List<String> definitions = new ArrayList<>();
        definitions.add("$" + variable + ":[_Any!]!");
        contexts.forEach(context -> definitions.add("$" + variable(context) + ":" + context.type()));
        return definitions;
    }
}
