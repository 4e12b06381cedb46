package dev.coffer.core.permission;

import dev.coffer.access.Urn;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.identity.Caller;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Enforces {@code @permission} before the field's fetcher runs, and for as long as a subscription goes on. Every mutation that has it is
 * also refused to whoever acts as somebody else: one that is added later needs no thought for that.
 */
public final class PermissionDirective implements SchemaDirectiveWiring {

    public static final String NAME = "permission";
    static final String SOURCE = "source";
    private static final String MUTATION = "Mutation";
    private static final Set<String> ROOTS = Set.of("Query", MUTATION, "Subscription");

    private final Permissions permissions;

    public PermissionDirective(Permissions permissions) {
        this.permissions = permissions;
    }

    @Override
    public GraphQLFieldDefinition onField(SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
        GraphQLAppliedDirective directive = environment.getAppliedDirective(NAME);
        String type = environment.getFieldsContainer().getName();
        boolean isChange = type.equals(MUTATION);
        // Each operation counts where a rate bounds it; the fields below it belong to it.
        boolean isOperation = ROOTS.contains(type);
        Guard guard = Guard.of(
                Urn.parse(text(directive, "urn")),
                text(directive, "owner"),
                type + "." + environment.getFieldDefinition().getName());
        permissions.denied(guard.urn.resource(), guard.urn.action());
        DataFetcher<?> guarded = environment.getFieldDataFetcher();
        environment.setFieldDataFetcher(fetching -> {
            Caller caller = Callers.caller(fetching);
            if (isChange) {
                permissions.requireInPerson(caller, guard.urn.resource(), guard.urn.action(), guard.field);
            }
            String owner = guard.owner(fetching, caller);
            Runnable check =
                    () -> permissions.require(caller, guard.urn.resource(), guard.urn.action(), owner, guard.field);
            permissions.require(caller, guard.urn.resource(), guard.urn.action(), owner, guard.field, isOperation);
            Object found = guarded.get(fetching);
            return found instanceof Publisher<?> events ? StandingPermission.hold(events, check) : found;
        });
        return environment.getElement();
    }

    /** What the directive says there; empty where it is left out. */
    static String text(GraphQLAppliedDirective directive, String argument) {
        @Nullable Object value = directive.getArgument(argument).getValue();
        return value == null ? "" : value.toString();
    }

    /** The parsed directive of one field. {@code ownerPath} is empty for the caller itself. */
    private record Guard(Urn urn, String[] ownerPath, boolean isSource, String field) {

        static Guard of(Urn urn, String owner, String field) {
            if (!urn.target().equals("own") && !urn.target().equals("all")) {
                throw new IllegalStateException(
                        "@permission on " + field + " must end in :own or :all, not '" + urn + "'");
            }
            String[] path = owner.isEmpty() ? new String[0] : owner.split("\\.", -1);
            return new Guard(urn, path, owner.equals(SOURCE), field);
        }

        @Nullable
        String owner(DataFetchingEnvironment environment, Caller caller) {
            if (urn.target().equals("all")) {
                return null;
            }
            if (isSource) {
                if (environment.getSource() instanceof Owned owned) {
                    return owned.ownerId();
                }
                throw new IllegalStateException("The parent of " + field + " must implement Owned");
            }
            return ownerPath.length == 0 ? caller.userId() : argument(environment.getArguments());
        }

        private @Nullable String argument(Map<String, Object> arguments) {
            @Nullable Object value = arguments;
            for (String step : ownerPath) {
                value = value instanceof Map<?, ?> map ? map.get(step) : null;
            }
            return value == null ? null : value.toString();
        }
    }
}
