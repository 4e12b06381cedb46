package dev.coffer.access;

import dev.coffer.access.condition.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy made ready to decide. Immutable and safe for any number of threads. The time of a decision depends on the
 * number of roles that the subject names, not on the number of rules.
 */
public final class CompiledPolicy {
    private final Map<String, RoleTable> tables;
    private final Symbols symbols;

    CompiledPolicy(Map<String, RoleTable> tables, Symbols symbols) {
        this.tables = tables;
        this.symbols = symbols;
    }

    /**
     * Decides whether the subject may do the action. A denial in any of its roles overrides every grant; without a grant
     * the answer is no. What is not known counts against the subject: a grant for {@code own} does not reach an unknown
     * owner, and a denial for {@code own} does.
     *
     * @param resource the kind of thing, {@code wallet}
     * @param action what is to be done to it, {@code read}
     * @param ownerId id of the target's owner, a subject's id or {@code team/<id>}; null when not known
     * @param targetId id of the target; null when not known, or when there are several
     * @throws IllegalArgumentException when resource or action is not a name, see {@link Urn}; {@code *} is none
     */
    public Decision decide(
            Subject subject, String resource, String action, @Nullable String ownerId, @Nullable String targetId) {
        return decide(subject, resource, action, ownerId, targetId, Context.EMPTY);
    }

    /**
     * As the other, and holds the conditions of rules against the context. A grant whose condition is not certain to hold
     * does not grant; a denial whose condition is not certain to fail denies. The rules of the highest priority that
     * remain decide; within one priority a denial wins. A condition costs its own time, and only where its rule is for
     * this resource, action and target; a question that leaves the target or its owner open meets the conditions of all
     * denials of single targets.
     */
    public Decision decide(
            Subject subject,
            String resource,
            String action,
            @Nullable String ownerId,
            @Nullable String targetId,
            Context context) {
        int resourceId = symbols.find("resource", resource);
        int actionId = symbols.find("action", action);
        Verdict verdict = new Verdict(new Question(this, subject, resource, action, ownerId, targetId, context));
        for (String role : subject.roles()) {
            RoleTable table = tables.get(role);
            if (table == null) {
                continue;
            }
            verdict.weigh(role, table.find(resourceId, actionId));
            if (table.hasAnyAction()) {
                verdict.weigh(role, table.find(resourceId, Symbols.ANY));
            }
            if (table.hasAnyResource()) {
                verdict.weigh(role, table.find(Symbols.ANY, actionId));
                verdict.weigh(role, table.find(Symbols.ANY, Symbols.ANY));
            }
        }
        return verdict.decision();
    }

    /** Whether the subject names the role, or one that inherits it. */
    boolean isHeld(Subject subject, String role) {
        if (subject.roles().contains(role)) {
            return true;
        }
        for (String held : subject.roles()) {
            RoleTable table = tables.get(held);
            if (table != null && table.isOrInherits(role)) {
                return true;
            }
        }
        return false;
    }

    /** The way by which a held role inherits another, both included; the held role alone where there is none. */
    List<String> path(String held, String inherited) {
        List<String> path = new ArrayList<>();
        String next = held;
        while (next != null) {
            path.add(next);
            next = next.equals(inherited) ? null : parentTowards(next, inherited);
        }
        return path;
    }

    private @Nullable String parentTowards(String heir, String inherited) {
        RoleTable table = tables.get(heir);
        for (String parent : table == null ? List.<String>of() : table.parents()) {
            RoleTable towards = tables.get(parent);
            if (towards != null && towards.isOrInherits(inherited)) {
                return parent;
            }
        }
        return null;
    }
}
