package dev.coffer.gateway.transport;

import dev.coffer.gateway.cost.OperationCost;
import dev.coffer.gateway.execute.Executable;
import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.GraphQlError;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.plan.Circumstances;
import dev.coffer.gateway.plan.Dependencies;
import dev.coffer.gateway.plan.OperationKind;
import dev.coffer.gateway.plan.OutputField;
import dev.coffer.gateway.plan.Plan;
import dev.coffer.gateway.plan.PlanResult;
import graphql.language.Document;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses, measures, validates and plans a document. Pure, and slow beside the rest: for workers, not for event loops. */
final class Preparation {
    private final GraphQLSchema api;
    private final Planning planning;
    private final GatewayLimits limits;
    private final boolean isIntrospectionOn;

    Preparation(GraphQLSchema api, Planning planning, GatewayLimits limits, boolean isIntrospectionOn) {
        this.api = api;
        this.planning = planning;
        this.limits = limits;
        this.isIntrospectionOn = isIntrospectionOn;
    }

    /** @param circumstances of a request, as {@link Prepared.Dependent} asks for; null where they are not known yet */
    Prepared prepare(String query, @Nullable String operationName, @Nullable Circumstances circumstances) {
        if (LongNumbers.isIn(query)) {
            return refused(
                    GatewayError.GRAPHQL_LIMIT_EXCEEDED,
                    "The document has a number of more than " + LongNumbers.MAX_DIGITS + " digits.");
        }
        Document document;
        try {
            document = parse(query);
        } catch (ParseCancelledException | ParseCancelledTooDeepException | ParseCancelledTooManyCharsException e) {
            return refused(
                    GatewayError.GRAPHQL_LIMIT_EXCEEDED,
                    "The document is longer or deeper than this gateway reads: " + limits.tokens()
                            + " tokens at most. Ask for less in one request.");
        } catch (InvalidSyntaxException e) {
            return new Prepared.Refused(List.of(syntaxError(e)));
        }
        String exceeded = Guards.check(document, limits);
        if (exceeded != null) {
            return refused(GatewayError.GRAPHQL_LIMIT_EXCEEDED, exceeded);
        }
        String conditional = SubscriptionRoot.check(document);
        if (conditional != null) {
            return refused(GatewayError.GRAPHQL_VALIDATION_FAILED, conditional);
        }
        List<ValidationError> invalid = new Validator().validateDocument(api, document, Locale.ENGLISH);
        if (!invalid.isEmpty()) {
            return new Prepared.Refused(
                    invalid.stream().map(Preparation::validationError).toList());
        }
        if (circumstances == null) {
            Dependencies dependencies = planning.dependencies(document, operationName);
            if (!dependencies.isNone()) {
                return new Prepared.Dependent(dependencies);
            }
        }
        return plan(document, operationName, circumstances == null ? Circumstances.NONE : circumstances);
    }

    private Document parse(String query) {
        ParserOptions options = ParserOptions.getDefaultParserOptions()
                .transform(builder -> builder.maxTokens(limits.tokens())
                        .maxWhitespaceTokens(Math.multiplyExact(limits.tokens(), 4))
                        .maxCharacters(limits.requestBytes())
                        .captureIgnoredChars(false)
                        .captureLineComments(false)
                        .readerTrackData(false));
        return Parser.parse(ParserEnvironment.newParserEnvironment()
                .document(query)
                .parserOptions(options)
                .build());
    }

    private Prepared plan(Document document, @Nullable String operationName, Circumstances circumstances) {
        return switch (planning.cost(document, operationName, limits.cost().listSize())) {
            case OperationCost.Known known
            when known.isFixed() && limits.cost().objection(known.of(new JsonObject())) instanceof String objection ->
                refused(GatewayError.GRAPHQL_LIMIT_EXCEEDED, objection);
            case OperationCost.Known known -> plan(document, operationName, circumstances, known);
            case OperationCost.Refused refused -> refused(GatewayError.GRAPHQL_LIMIT_EXCEEDED, refused.why());
            case null -> plan(document, operationName, circumstances, OperationCost.Known.NOTHING);
        };
    }

    private Prepared plan(
            Document document, @Nullable String operationName, Circumstances circumstances, OperationCost.Known cost) {
        return switch (planning.plan(document, operationName, circumstances)) {
            case PlanResult.Planned planned -> planned(planned.plan(), cost);
            case PlanResult.Refused refusal -> refused(code(refusal.reason()), refusal.message());
        };
    }

    private Prepared planned(Plan plan, OperationCost.Known cost) {
        if (plan.introspection() != null && !isIntrospectionOn) {
            return refused(
                    GatewayError.INTROSPECTION_DISABLED,
                    "This gateway does not answer questions about its schema; ask its operators for it.");
        }
        if (plan.kind() == OperationKind.SUBSCRIPTION && isDenied(plan)) {
            return refused(
                    GatewayError.UNAUTHORIZED_FIELD_OR_TYPE,
                    "The caller of this request may not subscribe to this: it needs a valid access token, a scope or a role.");
        }
        return new Prepared.Ready(new Executable(plan), cost);
    }

    /** A subscription has one root field. */
    private static boolean isDenied(Plan plan) {
        return plan.output().fieldsByType().values().stream()
                .flatMap(List::stream)
                .anyMatch(field -> field.source() == OutputField.Source.DENIED);
    }

    private static GatewayError code(PlanResult.Reason reason) {
        return switch (reason) {
            case OPERATION_NOT_FOUND -> GatewayError.OPERATION_NOT_FOUND;
            case PLAN_NOT_POSSIBLE -> GatewayError.PLAN_NOT_POSSIBLE;
            case PLAN_TOO_COMPLEX -> GatewayError.PLAN_TOO_COMPLEX;
        };
    }

    private static Prepared refused(GatewayError code, String message) {
        return new Prepared.Refused(List.of(GraphQlError.of(code, message)));
    }

    private static GraphQlError syntaxError(InvalidSyntaxException e) {
        SourceLocation location = e.getLocation();
        return GraphQlError.in(
                location == null ? List.of() : List.of(place(location)),
                GatewayError.GRAPHQL_PARSE_FAILED,
                String.valueOf(e.getMessage()));
    }

    private static GraphQlError validationError(ValidationError error) {
        List<GraphQlError.Location> places = new ArrayList<>();
        if (error.getLocations() != null) {
            error.getLocations().forEach(location -> places.add(place(location)));
        }
        String message = error.getDescription() == null ? error.getMessage() : error.getDescription();
        return GraphQlError.in(places, GatewayError.GRAPHQL_VALIDATION_FAILED, message);
    }

    private static GraphQlError.Location place(SourceLocation location) {
        return new GraphQlError.Location(location.getLine(), location.getColumn());
    }
}
