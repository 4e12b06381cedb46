package dev.coffer.auth.role;

import dev.coffer.access.Role;
import dev.coffer.access.RoleSet;
import dev.coffer.access.Rule;
import dev.coffer.access.Urn;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Names;
import dev.coffer.access.json.PolicyJson;
import dev.coffer.auth.role.RoleChange.What;
import dev.coffer.core.config.ChangeSettings.Intent;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code role.graphqls}. */
final class RoleInputs {

    private RoleInputs() {}

    /** {@code RoleRuleInput}. */
    record RuleInput(
            String urn,
            @Nullable Integer priority,
            @Nullable String when) {

        Rule toRule(String role, Rule.Effect effect) {
            return new Rule(role, effect, Urn.parse(urn), priority == null ? 0 : priority, condition());
        }

        private @Nullable Condition condition() {
            if (when == null) {
                return null;
            }
            if (when.length() > RoleLimits.CONDITION) {
                throw new IllegalArgumentException("a condition has at most " + RoleLimits.CONDITION + " characters");
            }
            return PolicyJson.readCondition(when);
        }
    }

    /** {@code SaveRoleInput}. */
    record SaveInput(
            String name,
            @Nullable List<String> inherits,
            @Nullable List<RuleInput> grants,
            @Nullable List<RuleInput> denials,
            int expectedVersion,
            String reason,
            @Nullable Boolean isDryRun) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        RoleChange toChange() {
            FieldChecks checks = new FieldChecks();
            checks.read("input.name", () -> {
                Names.require("role", name);
                return name;
            });
            checks.read("input.reason", () -> Intent.reason(reason));
            checks.require();
            Role role = new Role(name, parents(checks), rules(checks));
            return new RoleChange(new What.Save(role), expectedVersion, reason, Boolean.TRUE.equals(isDryRun));
        }

        private List<String> parents(FieldChecks checks) {
            List<String> parents = inherits == null ? List.of() : inherits;
            if (parents.size() > RoleLimits.PARENTS) {
                throw CodedException.invalid(
                        "input.inherits", "A role inherits at most " + RoleLimits.PARENTS + " others.");
            }
            for (int i = 0; i < parents.size(); i++) {
                String parent = parents.get(i);
                checks.read("input.inherits[" + i + "]", () -> {
                    Names.require("role", parent);
                    return parent;
                });
            }
            checks.require();
            return parents.stream().distinct().toList();
        }

        /** One more than a role may have are read, so that its use case refuses them and no more work is done. */
        private List<Rule> rules(FieldChecks checks) {
            List<Rule> rules = new ArrayList<>();
            add(checks, rules, Rule.Effect.GRANT, "input.grants", grants);
            add(checks, rules, Rule.Effect.DENIAL, "input.denials", denials);
            checks.require();
            return rules;
        }

        private void add(
                FieldChecks checks,
                List<Rule> rules,
                Rule.Effect effect,
                String field,
                @Nullable List<RuleInput> stated) {
            for (int i = 0; stated != null && i < stated.size() && rules.size() <= RoleLimits.RULES; i++) {
                RuleInput one = stated.get(i);
                Rule rule = checks.read(field + "[" + i + "]", () -> one.toRule(name, effect));
                if (rule != null) {
                    rules.add(rule);
                }
            }
        }
    }

    /** {@code DeleteRoleInput}. */
    record DeleteInput(
            String name,
            int expectedVersion,
            String reason,
            @Nullable Boolean isDryRun) {

        RoleChange toChange() {
            String checked = Intent.reason(reason);
            return new RoleChange(new What.Delete(name), expectedVersion, checked, Boolean.TRUE.equals(isDryRun));
        }
    }

    /** {@code AdoptRoleSetInput}. */
    record AdoptInput(
            RoleSet roleSet,
            int expectedVersion,
            String reason,
            @Nullable Boolean isDryRun) {

        RoleChange toChange() {
            String checked = Intent.reason(reason);
            return new RoleChange(
                    new What.Adopt(roleSet.roles()), expectedVersion, checked, Boolean.TRUE.equals(isDryRun));
        }
    }
}
