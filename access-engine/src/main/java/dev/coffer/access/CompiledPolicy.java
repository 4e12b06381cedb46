package dev.coffer.access;

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
        int resourceId = symbols.find("resource", resource);
        int actionId = symbols.find("action", action);
        Verdict verdict = new Verdict(new Question(subject, resource, action, ownerId, targetId));
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
}
