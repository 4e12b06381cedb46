package dev.coffer.scripts.gateway;

import dev.coffer.gateway.compose.ApiSchema;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.compose.SupergraphSdl;
import dev.coffer.gateway.plan.Circumstances;
import dev.coffer.gateway.plan.PlanResult;
import dev.coffer.gateway.plan.PlanText;
import dev.coffer.gateway.plan.Planner;
import dev.coffer.scripts.CommandFailed;
import graphql.GraphQLException;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer gateway plan}: prints the calls that an operation takes; 1 when it cannot be planned. */
@Command(
        name = "plan",
        description = "Prints the calls to subgraphs that an operation takes, and their order.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--supergraph", required = true, description = "A composed supergraph in SDL.")
    private @Nullable Path supergraph;

    @Option(names = "--query", required = true, description = "A file with the GraphQL document.")
    private @Nullable Path query;

    @Option(names = "--operation", description = "The operation's name, where the document has several.")
    private @Nullable String operation;

    @Override
    public Integer call() throws IOException {
        Supergraph read = supergraph(Objects.requireNonNull(supergraph));
        Document document = document(Files.readString(Objects.requireNonNull(query)), read);
        Planner planner = new Planner(read, System::nanoTime);
        Circumstances everything = planner.dependencies(document, operation).where(access -> true, label -> false);
        PlanResult result = planner.plan(document, operation, everything);
        PrintWriter out = spec.commandLine().getOut();
        int exit = switch (result) {
            case PlanResult.Planned planned -> {
                out.print(PlanText.print(planned.plan()));
                yield 0;
            }
            case PlanResult.Refused refused -> {
                spec.commandLine().getErr().print(PlanText.print(refused));
                yield 1;
            }
        };
        out.flush();
        return exit;
    }

    private static Supergraph supergraph(Path file) throws IOException {
        try {
            return SupergraphSdl.read(Files.readString(file));
        } catch (SupergraphSdl.InvalidSupergraph e) {
            throw new CommandFailed(file + ": " + e.getMessage());
        }
    }

    private static Document document(String text, Supergraph supergraph) {
        try {
            Document document = new Parser().parseDocument(text);
            List<ValidationError> errors =
                    new Validator().validateDocument(ApiSchema.of(supergraph), document, Locale.ENGLISH);
            if (!errors.isEmpty()) {
                throw new CommandFailed("The document does not fit the schema: "
                        + errors.stream().map(ValidationError::getMessage).toList());
            }
            return document;
        } catch (InvalidSyntaxException e) {
            throw new CommandFailed("The document is not GraphQL: " + e.getMessage());
        } catch (GraphQLException e) {
            throw new CommandFailed("The document cannot be checked: " + e.getMessage());
        }
    }
}
