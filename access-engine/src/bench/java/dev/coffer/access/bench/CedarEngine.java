package dev.coffer.access.bench;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cedar by its Java binding: a policy for each group, kept parsed in the library. Of the entities each question brings only
 * those that it needs, the user with their group, so whose group it is, is not looked up here.
 */
final class CedarEngine implements Engine {
    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies;
    private final List<AuthorizationRequest> requests = new ArrayList<>();
    private final List<Set<Entity>> entities = new ArrayList<>();

    CedarEngine(Rbac rbac) {
        Set<Policy> written = new HashSet<>();
        for (int group = 0; group < rbac.groups(); group++) {
            String policy =
                    "permit(principal in Group::\"group%d\", action == Action::\"read\", resource == Data::\"data%d\");"
                            .formatted(group, rbac.dataOf(group));
            written.add(new Policy(policy, "policy" + group));
        }
        policies = new PolicySet(written);
        try {
            policies.cache();
        } catch (CacheException failed) {
            throw new IllegalStateException(failed);
        }
        for (Rbac.Question question : rbac.questions()) {
            int user = Integer.parseInt(question.user().substring("user".length()));
            EntityUID principal = uid("User", question.user());
            EntityUID group = uid("Group", "group" + rbac.groupOf(user));
            requests.add(new AuthorizationRequest(
                    principal, uid("Action", Rbac.ACTION), uid("Data", question.data()), Map.of()));
            entities.add(Set.of(new Entity(principal, Set.of(group)), new Entity(group)));
        }
    }

    @Override
    public boolean isPermitted(int question) {
        try {
            AuthorizationResponse response =
                    engine.isAuthorized(requests.get(question), policies, entities.get(question));
            return response.success.orElseThrow().isAllowed();
        } catch (AuthException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static EntityUID uid(String type, String id) {
        return new EntityUID(EntityTypeName.parse(type).orElseThrow(), id);
    }
}
