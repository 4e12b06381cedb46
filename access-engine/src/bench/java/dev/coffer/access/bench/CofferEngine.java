package dev.coffer.access.bench;

import dev.coffer.access.CompiledPolicy;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Subject;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Conditions;
import dev.coffer.access.condition.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Access-engine: a user is a role that inherits the group's, so that whose group it is, is looked up here too. */
final class CofferEngine implements Engine {
    private final CompiledPolicy policy;
    private final Subject[] subjects;
    private final String[] data;
    private final Context context;

    private CofferEngine(Rbac rbac, @Nullable Condition condition, Context context) {
        List<Role> roles = new ArrayList<>();
        for (int group = 0; group < rbac.groups(); group++) {
            roles.add(Role.named("group" + group)
                    .grant("data" + rbac.dataOf(group) + ":" + Rbac.ACTION + ":all", 0, condition)
                    .build());
        }
        for (int user = 0; user < rbac.users(); user++) {
            roles.add(Role.named("user" + user)
                    .inherits("group" + rbac.groupOf(user))
                    .build());
        }
        this.policy = Policy.of(roles).compile();
        this.subjects = Arrays.stream(rbac.questions())
                .map(question -> new Subject(question.user(), "acme", Set.of(question.user())))
                .toArray(Subject[]::new);
        this.data = Arrays.stream(rbac.questions()).map(Rbac.Question::data).toArray(String[]::new);
        this.context = context;
    }

    static CofferEngine plain(Rbac rbac) {
        return new CofferEngine(rbac, null, Context.EMPTY);
    }

    /** Every grant holds in office hours, in the own tenant, up to an amount. */
    static CofferEngine conditional(Rbac rbac) {
        Condition condition = Conditions.and(
                Conditions.hours("08:00", "18:00", "Europe/Vienna"),
                Conditions.sameTenant(),
                Conditions.between("resource.amount", "0", "100"));
        Context context = Context.builder()
                .now(Instant.parse("2026-11-20T10:00:00Z"))
                .resourceTenant("acme")
                .attribute("resource.amount", 50)
                .build();
        return new CofferEngine(rbac, condition, context);
    }

    @Override
    public boolean isPermitted(int question) {
        return policy.decide(subjects[question], data[question], Rbac.ACTION, null, null, context)
                .isPermitted();
    }
}
