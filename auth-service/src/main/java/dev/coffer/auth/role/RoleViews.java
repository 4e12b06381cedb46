package dev.coffer.auth.role;

import dev.coffer.access.Decision;
import dev.coffer.access.Explanation;
import dev.coffer.access.Role;
import dev.coffer.access.RoleSet;
import dev.coffer.access.Rule;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.json.PolicyJson;
import dev.coffer.access.review.Finding;
import dev.coffer.access.review.PolicyDiff;
import dev.coffer.access.review.PolicyDiff.Change;
import dev.coffer.access.review.PolicyDiff.ReachChange;
import dev.coffer.core.graphql.GraphQlName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of {@code role.graphqls}. */
final class RoleViews {

    private RoleViews() {}

    /** {@code Role}. */
    @GraphQlName("Role")
    record RoleView(
            String name,
            boolean isBuiltIn,
            boolean isOwn,
            int version,
            List<String> inherits,
            List<RuleView> grants,
            List<RuleView> denials,
            RoleFindings found) {

        static RoleView of(RoleState state) {
            return of(state.role(), state.roles(), state.findings());
        }

        static RoleView of(Role role, TenantRoles roles, RoleFindings found) {
            return new RoleView(
                    role.name(),
                    TenantRoles.isBuiltIn(role.name()),
                    roles.own().containsKey(role.name()),
                    Math.toIntExact(roles.version()),
                    role.inherits(),
                    role.grants().stream().map(RuleView::of).toList(),
                    role.denials().stream().map(RuleView::of).toList(),
                    found);
        }
    }

    /** {@code RoleRule}. */
    record RuleView(String urn, int priority, @Nullable String when, String text) {

        static RuleView of(Rule rule) {
            Condition condition = rule.condition();
            return new RuleView(
                    rule.urn().toString(),
                    rule.priority(),
                    condition == null ? null : PolicyJson.writeCondition(condition),
                    rule.toString());
        }
    }

    /** {@code RoleFinding}. */
    record FindingView(Finding.Code code, String role, String text) {

        static FindingView of(Finding finding) {
            return new FindingView(finding.code(), finding.role(), finding.sentence());
        }
    }

    /** {@code RoleChange}. */
    @GraphQlName("RoleChange")
    record ChangeView(
            int version,
            boolean isDryRun,
            @Nullable RoleView role,
            List<String> changes,
            List<ReachView> reach,
            List<FindingView> findings) {

        static ChangeView of(RoleResult.Changed changed) {
            Role role = changed.role();
            TenantRoles roles = changed.roles();
            PolicyDiff diff = changed.diff();
            return new ChangeView(
                    Math.toIntExact(roles.version()),
                    changed.isDryRun(),
                    role == null ? null : RoleView.of(role, roles, new RoleFindings(roles)),
                    diff.changes().stream().map(ChangeView::sentence).toList(),
                    diff.reach().stream().map(ReachView::of).toList(),
                    changed.findings().stream().map(FindingView::of).toList());
        }

        private static String sentence(Change change) {
            return switch (change) {
                case Change.RoleAdded(Role role) -> "role \"" + role.name() + "\" is added";
                case Change.RoleRemoved(Role role) -> "role \"" + role.name() + "\" is gone";
                case Change.InheritanceChanged(String role, List<String> before, List<String> after) ->
                    "role \"" + role + "\" inherits " + after + " instead of " + before;
                case Change.RuleAdded(Rule rule) -> "added: " + rule;
                case Change.RuleRemoved(Rule rule) -> "gone: " + rule;
                case Change.RuleChanged(Rule before, Rule after) -> "now: " + after + "; before: " + before;
            };
        }
    }

    /** {@code RoleReachChange}. */
    record ReachView(
            String role,
            List<String> gainedGrants,
            List<String> lostGrants,
            List<String> gainedDenials,
            List<String> lostDenials,
            List<String> inherited,
            List<String> disinherited) {

        static ReachView of(ReachChange change) {
            return new ReachView(
                    change.role(),
                    texts(change.gainedGrants()),
                    texts(change.lostGrants()),
                    texts(change.gainedDenials()),
                    texts(change.lostDenials()),
                    List.copyOf(change.inherited()),
                    List.copyOf(change.disinherited()));
        }

        private static List<String> texts(Collection<Rule> rules) {
            return rules.stream().map(Rule::toString).toList();
        }
    }

    /** {@code RolesVersion}. */
    record VersionView(
            int version, Instant changedAt, String changedBy, String reason, List<RoleBeforeAndAfter> changes) {

        static VersionView of(RoleVersion version) {
            return new VersionView(
                    Math.toIntExact(version.number()),
                    version.changedAt(),
                    version.changedBy(),
                    version.reason(),
                    version.changes().stream().map(RoleBeforeAndAfter::of).toList());
        }
    }

    /** The GraphQL type. */
    record RoleBeforeAndAfter(
            String role, @Nullable String before, @Nullable String after) {

        static RoleBeforeAndAfter of(RoleVersion.Change change) {
            return new RoleBeforeAndAfter(change.role(), json(change.before()), json(change.after()));
        }

        private static @Nullable String json(@Nullable Role role) {
            return role == null ? null : PolicyJson.writeRole(role);
        }
    }

    /** {@code RoleSet}. */
    @GraphQlName("RoleSet")
    record SetView(RoleSet name, List<SetRoleView> roles) {

        static SetView of(RoleSet set) {
            return new SetView(set, set.roles().stream().map(SetRoleView::of).toList());
        }
    }

    /** {@code RoleSetRole}. */
    record SetRoleView(String name, List<String> inherits, List<RuleView> grants) {

        static SetRoleView of(Role role) {
            return new SetRoleView(
                    role.name(),
                    role.inherits(),
                    role.grants().stream().map(RuleView::of).toList());
        }
    }

    /** {@code AccessExplanation}. */
    record ExplanationView(
            boolean isPermitted,
            Decision.Outcome outcome,
            @Nullable String role,
            List<String> path,
            @Nullable RuleView rule,
            @Nullable Boolean isDenial,
            @Nullable String condition,
            String text) {

        static ExplanationView of(Decision decision) {
            Explanation parts = decision.explanation();
            Rule rule = parts.rule();
            return new ExplanationView(
                    decision.isPermitted(),
                    parts.outcome(),
                    parts.heldRole(),
                    parts.path(),
                    rule == null ? null : RuleView.of(rule),
                    rule == null ? null : rule.effect() == Rule.Effect.DENIAL,
                    parts.condition() == null ? null : parts.condition().because(),
                    parts.sentence());
        }
    }
}
