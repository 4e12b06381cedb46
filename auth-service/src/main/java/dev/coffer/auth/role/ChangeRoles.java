package dev.coffer.auth.role;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.review.Finding;
import dev.coffer.access.review.PolicyDiff;
import dev.coffer.access.review.PolicyLint;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.role.RoleChange.What;
import dev.coffer.auth.role.RoleResult.Changed;
import dev.coffer.auth.role.RoleResult.Refused;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.Users;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.permission.Scopes;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes the roles of the caller's tenant. Who may do so at all is decided before; here is decided how far, by the roles as they
 * are in the same transaction: a change that came first is never overlooked.
 */
final class ChangeRoles {

    private static final int NAMED = 5;

    private final StoredRoles stored;
    private final Users users;
    private final LiveRoles live;
    private final Outbox outbox;
    private final Audit audit;
    private final Transactions transactions;
    private final Counter changes;
    private final Clock clock;

    ChangeRoles(
            StoredRoles stored,
            Users users,
            LiveRoles live,
            Outbox outbox,
            Audit audit,
            Transactions transactions,
            MeterRegistry meters,
            Clock clock) {
        this.stored = stored;
        this.users = users;
        this.live = live;
        this.outbox = outbox;
        this.audit = audit;
        this.transactions = transactions;
        this.changes = meters.counter("coffer.auth.role.changes");
        this.clock = clock;
    }

    /** @throws dev.coffer.core.errors.CodedException UNAVAILABLE when the store is away */
    RoleResult change(Caller caller, RoleChange change) {
        RoleResult result = transactions.inTransaction(unit -> {
            TenantRoles before = stored.find(unit, caller.tenantId());
            if (before.version() != change.expectedVersion()) {
                return conflict(before);
            }
            Refused refused = check(unit, before, change.what());
            return refused == null ? decide(unit, caller, change, before, after(before, change.what())) : refused;
        });
        if (result instanceof Changed changed && !changed.isDryRun()) {
            changes.increment();
            // Who goes on here need not wait for the next look.
            live.look();
        }
        return result;
    }

    private static TenantRoles after(TenantRoles before, What what) {
        return switch (what) {
            case What.Save(Role role) -> before.with(List.of(role));
            case What.Delete(String name) -> before.without(name);
            case What.Adopt(List<Role> roles) -> before.with(roles);
        };
    }

    private static Refused conflict(TenantRoles current) {
        return new Refused(
                RoleRefusal.ROLES_CHANGED,
                "The tenant's roles are at version " + current.version() + ": look at them and try again from there.",
                "input.expectedVersion");
    }

    private @Nullable Refused check(UnitOfWork unit, TenantRoles before, What what) {
        return switch (what) {
            case What.Save(Role role) -> {
                Refused refused = RoleRules.check(role);
                yield refused == null ? RoleRules.checkParents(before.with(List.of(role)), role) : refused;
            }
            case What.Delete(String name) -> checkDeletion(unit, before, name);
            case What.Adopt(List<Role> roles) ->
                roles.stream()
                        .map(Role::name)
                        .filter(before.own()::containsKey)
                        .findFirst()
                        .map(taken -> new Refused(
                                RoleRefusal.ROLE_TAKEN,
                                "The tenant has a role " + taken + " of its own.",
                                "input.roleSet"))
                        .orElse(null);
        };
    }

    /** A built-in role takes the place of the tenant's own: nobody loses it, and nothing that inherits it breaks. */
    private @Nullable Refused checkDeletion(UnitOfWork unit, TenantRoles before, String name) {
        if (!before.own().containsKey(name)) {
            return TenantRoles.isBuiltIn(name)
                    ? RoleRules.refused(RoleRefusal.ROLE_BUILT_IN, "input.name")
                    : new Refused(UserRefusal.ROLE_UNKNOWN, UserRefusal.ROLE_UNKNOWN.meaning(), "input.name");
        }
        if (TenantRoles.isBuiltIn(name)) {
            return null;
        }
        List<String> heirs = before.all().stream()
                .filter(role -> role.inherits().contains(name))
                .map(Role::name)
                .toList();
        if (!heirs.isEmpty()) {
            return inUse("It is inherited by ", heirs);
        }
        List<String> holders = users.idsHolding(unit, before.tenantId(), name, NAMED + 1);
        return holders.isEmpty() ? null : inUse("It is held by ", holders);
    }

    private static Refused inUse(String how, List<String> by) {
        String some = by.stream().limit(NAMED).collect(Collectors.joining(", "));
        return new Refused(
                RoleRefusal.ROLE_IN_USE, how + some + (by.size() > NAMED ? " and others." : "."), "input.name");
    }

    private RoleResult decide(
            UnitOfWork unit, Caller caller, RoleChange change, TenantRoles before, TenantRoles after) {
        String field = change.what() instanceof What.Adopt ? "input.roleSet" : "input.name";
        Refused unfit = RoleRules.checkTogether(after, change.what() instanceof What.Save ? "input.inherits" : field);
        if (unfit != null) {
            return unfit;
        }
        Policy old = before.policy();
        Policy next = after.policy();
        if (!Scopes.areUnlimited(caller)) {
            return new Refused(
                    UserRefusal.BEYOND_OWN_ROLES,
                    "A token that is limited to scopes does not change what roles permit.",
                    field);
        }
        String beyond = RoleRules.beyond(old, next, caller.roles());
        if (beyond != null) {
            return RoleRules.beyondOwn(beyond, field);
        }
        if (RoleRules.locksOut(old, next, caller.roles())) {
            return RoleRules.refused(RoleRefusal.ROLE_LOCKS_OUT, field);
        }
        PolicyDiff diff = PolicyDiff.between(old, next);
        boolean isToSave = !change.isDryRun() && !diff.isEmpty();
        if (isToSave && !save(unit, caller, change, before, after)) {
            return conflict(before);
        }
        return changed(change, isToSave ? after : before, after, diff);
    }

    private static Changed changed(RoleChange change, TenantRoles kept, TenantRoles after, PolicyDiff diff) {
        Set<String> touched = touched(change.what());
        List<Finding> findings = PolicyLint.check(after.policy()).stream()
                .filter(finding -> touched.contains(finding.role()))
                .toList();
        Role role = touched.size() == 1 ? after.find(touched.iterator().next()) : null;
        TenantRoles shown = new TenantRoles(after.tenantId(), kept.version(), after.own());
        return new Changed(shown, change.isDryRun(), role, diff, findings);
    }

    private static Set<String> touched(What what) {
        return switch (what) {
            case What.Save(Role role) -> Set.of(role.name());
            case What.Delete(String name) -> Set.of(name);
            case What.Adopt(List<Role> roles) ->
                roles.stream().map(Role::name).collect(Collectors.toCollection(TreeSet::new));
        };
    }

    private boolean save(UnitOfWork unit, Caller caller, RoleChange change, TenantRoles before, TenantRoles after) {
        List<RoleVersion.Change> changes = new ArrayList<>();
        for (String name : touched(change.what())) {
            Role old = before.own().get(name);
            Role next = after.own().get(name);
            if (!Objects.equals(old, next)) {
                changes.add(new RoleVersion.Change(name, old, next));
            }
        }
        RoleVersion version = new RoleVersion(
                after.tenantId(),
                after.version(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                caller.userId(),
                change.reason(),
                changes);
        if (!stored.save(unit, after, version)) {
            return false;
        }
        List<String> names = changes.stream().map(RoleVersion.Change::role).toList();
        RolesChanged event = new RolesChanged(after.version(), names, caller.userId(), change.reason());
        outbox.add(
                unit, EventDraft.of(event, after.tenantId(), after.tenantId()).onBehalfOf(caller.userId()));
        audit.record(
                unit,
                AuditAct.by(caller, AuditKind.ROLES_CHANGED)
                        .with("roles", names.stream().limit(NAMED).collect(Collectors.joining(", ")))
                        .with("count", Integer.toString(names.size()))
                        .with("version", Long.toString(after.version()))
                        .because(change.reason()));
        return true;
    }
}
