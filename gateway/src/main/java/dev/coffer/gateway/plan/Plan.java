package dev.coffer.gateway.plan;

import graphql.language.VariableDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to answer one operation: the calls to make, and how to print the answer from what they bring.
 *
 * <p><b>Response tree.</b> All fetches of a request write into one tree of objects, lists and leaves. Its keys are
 * <em>internal keys</em>: the keys of the fetches' documents, which are the client's response keys wherever those are
 * free, and {@code __a0}, {@code __a1}... otherwise. The data of a root fetch is merged into the root object, element i of
 * an entity call into the objects that sent representation i. Merging is deep: objects by key, lists by index; null never
 * replaces an object or a list. The tree also holds fields that only the gateway needs (keys, required fields,
 * {@code __typename}); they are not part of {@link #output()} and so are never printed.
 *
 * <p><b>Example.</b> auth owns {@code User}, payment adds {@code User.wallets} by {@code @key(fields: "id")}, and
 * {@code query Home { me { name wallets { currency } } }} becomes
 * <pre>
 * Plan(kind=QUERY, fetches=[
 *   Fetch(id=0, subgraph=auth, kind=QUERY,
 *     document=("query Home__auth__0{me{name id}}", "Home__auth__0", variables=[]),
 *     entityCalls=[], selection=[me{name id}], condition=always, dependsOn=[]),
 *   Fetch(id=1, subgraph=payment, kind=QUERY,
 *     document=("query Home__payment__1($representations:[_Any!]!){_entities(representations:$representations){
 *       ...on User{wallets{currency}}}}", "Home__payment__1", variables=[]),
 *     entityCalls=[EntityCall(responseKey="_entities", variable="representations",
 *       paths=[/me],
 *       representations=[Representation(onTypes=[], typename="User",
 *         fields=[RepresentationField(name="id", key="id", role=KEY, onTypes=[], children=[])])],
 *       selection=[wallets{currency}])],
 *     selection=[], condition=always, dependsOn=[0])],
 *   output=OutputSelection(typeName="Query", byTypename=false, fieldsByType={Query=[
 *     OutputField("me", key="me", "Query.me", NonNull(Composite(OutputSelection("User", false, {User=[
 *       OutputField("name", key="name", "User.name", NonNull(Scalar("String")), RESPONSE, always),
 *       OutputField("wallets", key="wallets", "User.wallets", NonNull(ListOf(NonNull(Composite(...)))), ...)]}))), ...)]}),
 *   variables=[], introspection=null)
 * </pre>
 * Fetch 0 answers {@code {"me":{"name":"Ada","id":"7"}}}. The one object at {@code /me} is sent as
 * {@code {"__typename":"User","id":"7"}}; fetch 1 answers {@code {"_entities":[{"wallets":[{"currency":"EUR"}]}]}}, which
 * makes the tree {@code {"me":{"name":"Ada","id":"7","wallets":[{"currency":"EUR"}]}}}. Printed by {@code output}, the
 * client gets it without {@code id}.
 *
 * @param kind of the client's operation
 * @param fetches by id, in an order in which each depends on earlier ones only; empty if all is introspection
 * @param output of the root object; its fields are in the order of the operation
 * @param variables the operation's definitions, to coerce the client's values by, on the API schema
 * @param introspection a document with the operation's {@code __schema} and {@code __type} fields under their response
 *     keys, to be run by graphql-java on the API schema with the client's variables; null if there are none
 * @param cost the planner's estimate: 1000 for each move between subgraphs, 1 for each field; only for comparing plans
 */
public record Plan(
        OperationKind kind,
        List<Fetch> fetches,
        OutputSelection output,
        List<VariableDefinition> variables,
        @Nullable String introspection,
        long cost) {
    public Plan {
        fetches = List.copyOf(fetches);
        variables = List.copyOf(variables);
        for (int id = 0; id < fetches.size(); id++) {
            if (fetches.get(id).id() != id) {
                throw new IllegalArgumentException("fetch " + fetches.get(id).id() + " is at index " + id);
            }
        }
    }
}
