package dev.coffer.access.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sapl.api.interpreter.Val;
import io.sapl.api.pdp.AuthorizationDecision;
import io.sapl.api.pdp.AuthorizationSubscription;
import io.sapl.api.pdp.Decision;
import io.sapl.interpreter.InitializationException;
import io.sapl.interpreter.combinators.PolicyDocumentCombiningAlgorithm;
import io.sapl.pdp.EmbeddedPolicyDecisionPoint;
import io.sapl.pdp.PolicyDecisionPointFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * SAPL 3, as the project's own benchmark writes role-based policies: one policy, with users and permissions as data beside it.
 */
final class SaplEngine implements Engine {
    private static final String POLICY = """
            policy "RBAC"
            permit
            where
                { "data": resource, "action": action } in permissions[(groups[(subject)])];
            """;

    private final EmbeddedPolicyDecisionPoint engine;
    private final AuthorizationSubscription[] subscriptions;

    SaplEngine(Rbac rbac) {
        ObjectNode groups = JsonNodeFactory.instance.objectNode();
        for (int user = 0; user < rbac.users(); user++) {
            groups.put("user" + user, "group" + rbac.groupOf(user));
        }
        ObjectNode permissions = JsonNodeFactory.instance.objectNode();
        for (int group = 0; group < rbac.groups(); group++) {
            permissions
                    .putArray("group" + group)
                    .addObject()
                    .put("data", "data" + rbac.dataOf(group))
                    .put("action", Rbac.ACTION);
        }
        try {
            engine = PolicyDecisionPointFactory.fixedInRamPolicyDecisionPoint(
                    List.of(POLICY),
                    PolicyDocumentCombiningAlgorithm.DENY_UNLESS_PERMIT,
                    Map.of("groups", Val.of(groups), "permissions", Val.of(permissions)));
        } catch (InitializationException failed) {
            throw new IllegalStateException(failed);
        }
        subscriptions = Arrays.stream(rbac.questions())
                .map(question -> AuthorizationSubscription.of(question.user(), Rbac.ACTION, question.data()))
                .toArray(AuthorizationSubscription[]::new);
    }

    @Override
    public boolean isPermitted(int question) {
        AuthorizationDecision decision =
                engine.decideOnce(subscriptions[question]).block();
        return Objects.requireNonNull(decision).getDecision() == Decision.PERMIT;
    }
}
