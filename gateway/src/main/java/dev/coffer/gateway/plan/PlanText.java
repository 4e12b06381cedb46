package dev.coffer.gateway.plan;

import graphql.language.AstPrinter;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints plans for people. Calls stand in stages, one after the other; the calls of a stage run in parallel (each starts as
 * soon as the calls that it names are complete, even if others of the stage before still run).
 */
public final class PlanText {

    private static final String INDENT = "    ";

    private PlanText() {}

    /** The plan as lines of text, with every document. */
    public static String print(Plan plan) {
        List<List<Fetch>> stages = stages(plan);
        StringBuilder text = new StringBuilder();
        text.append("%s plan: %s in %s, cost %d%n"
                .formatted(
                        plan.kind().keyword(),
                        count(plan.fetches().size(), "call"),
                        count(stages.size(), "stage"),
                        plan.cost()));
        if (plan.introspection() != null) {
            text.append("the gateway itself answers: ")
                    .append(plan.introspection())
                    .append('\n');
        }
        for (int stage = 0; stage < stages.size(); stage++) {
            List<Fetch> fetches = stages.get(stage);
            String together = fetches.size() == 1 ? "" : " (%d in parallel)".formatted(fetches.size());
            text.append("stage %d%s%n".formatted(stage + 1, together));
            fetches.forEach(fetch -> text.append(fetch(fetch)));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** A refusal as one line of text. */
    public static String print(PlanResult.Refused refused) {
        return refused.reason() + " " + refused.coordinate() + ": " + refused.message() + "\n";
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static List<List<Fetch>> stages(Plan plan) {
        List<List<Fetch>> stages = new ArrayList<>();
        List<Integer> stageOf = new ArrayList<>();
        for (Fetch fetch : plan.fetches()) {
            int stage = fetch.dependsOn().stream().mapToInt(stageOf::get).max().orElse(-1) + 1;
            stageOf.add(stage);
            if (stages.size() == stage) {
                stages.add(new ArrayList<>());
            }
            stages.get(stage).add(fetch);
        }
        return stages;
    }

    private static String fetch(Fetch fetch) {
        StringBuilder text = new StringBuilder("  #%d %s".formatted(fetch.id(), fetch.subgraph()));
        for (EntityCall call : fetch.entityCalls()) {
            text.append(": _entities of ")
                    .append(call.representations().stream()
                            .map(PlanText::representation)
                            .collect(Collectors.joining(" or ")))
                    .append(" at ")
                    .append(call.paths().stream().map(ObjectPath::toString).collect(Collectors.joining(" and ")));
            for (ContextValue context : call.contexts()) {
                text.append(", $%s from the object %d steps down: %s"
                        .formatted(context.variable(), context.depth(), fields(context.value())));
            }
        }
        if (!fetch.dependsOn().isEmpty()) {
            text.append(", after ")
                    .append(fetch.dependsOn().stream().map(id -> "#" + id).collect(Collectors.joining(" ")));
        }
        if (!fetch.condition().isAlways()) {
            text.append(", if ").append(fetch.condition());
        }
        text.append('\n');
        String document = AstPrinter.printAst(Parser.parse(fetch.document().text()));
        document.strip()
                .lines()
                .forEach(line -> text.append(INDENT).append(INDENT).append(line).append('\n'));
        return text.toString();
    }

    private static String representation(Representation representation) {
        return representation.typename() + fields(representation.fields());
    }

    private static String fields(List<RepresentationField> fields) {
        return fields.stream().map(PlanText::field).collect(Collectors.joining(" ", "{", "}"));
    }

    private static String field(RepresentationField field) {
        String name = field.key().equals(field.name()) ? field.name() : field.name() + "=" + field.key();
        return name + (field.children().isEmpty() ? "" : fields(field.children()));
    }
}
