package dev.coffer.access.bench;

import java.util.ArrayList;
import java.util.List;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/** jCasbin with the RBAC model of its own examples. */
final class CasbinEngine implements Engine {
    private static final String MODEL = """
            [request_definition]
            r = sub, obj, act
            [policy_definition]
            p = sub, obj, act
            [role_definition]
            g = _, _
            [policy_effect]
            e = some(where (p.eft == allow))
            [matchers]
            m = g(r.sub, p.sub) && r.obj == p.obj && r.act == p.act
            """;

    private final Enforcer enforcer;
    private final Rbac.Question[] questions;

    CasbinEngine(Rbac rbac) {
        Model model = new Model();
        model.loadModelFromText(MODEL);
        enforcer = new Enforcer(model);
        enforcer.enableLog(false);
        enforcer.enableAutoBuildRoleLinks(false);
        List<List<String>> grants = new ArrayList<>();
        for (int group = 0; group < rbac.groups(); group++) {
            grants.add(List.of("group" + group, "data" + rbac.dataOf(group), Rbac.ACTION));
        }
        enforcer.addPolicies(grants);
        List<List<String>> members = new ArrayList<>();
        for (int user = 0; user < rbac.users(); user++) {
            members.add(List.of("user" + user, "group" + rbac.groupOf(user)));
        }
        enforcer.addGroupingPolicies(members);
        enforcer.buildRoleLinks();
        questions = rbac.questions();
    }

    @Override
    public boolean isPermitted(int question) {
        Rbac.Question asked = questions[question];
        return enforcer.enforce(asked.user(), asked.data(), Rbac.ACTION);
    }
}
