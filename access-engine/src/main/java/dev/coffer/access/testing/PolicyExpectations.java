package dev.coffer.access.testing;

import dev.coffer.access.CompiledPolicy;
import dev.coffer.access.Decision;
import dev.coffer.access.Policy;
import dev.coffer.access.Subject;
import dev.coffer.access.Urn;
import dev.coffer.access.condition.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the holders of roles can and cannot do by a policy:
 *
 * {@snippet :
 * PolicyExpectations.of(policy)
 *     .given("teller").can("wallet:read:all").cannot("wallet:adjust:own")
 *     .given("teller", "auditor").can("ledger:verify:all");
 * }
 *
 * A question is written as a URN whose target says what is known: {@code own}, something of the subject's own;
 * {@code other}, something of somebody else's; {@code team/<id>}, something of that team's; {@code all}, any number of
 * things of anybody; else the target of that id, of an owner that nobody knows.
 */
public final class PolicyExpectations {
    private static final String SUBJECT = "the-subject";
    private static final String TENANT = "the-tenant";
    private static final String SOMEBODY_ELSE = "somebody-else";
    private static final String SOME_TARGET = "some-target";

    private final CompiledPolicy policy;
    private final Subject subject;
    private final Context context;

    private PolicyExpectations(CompiledPolicy policy, Subject subject, Context context) {
        this.policy = policy;
        this.subject = subject;
        this.context = context;
    }

    /** Nobody's expectations yet: go on with {@link #given}. */
    public static PolicyExpectations of(Policy policy) {
        return new PolicyExpectations(policy.compile(), new Subject(SUBJECT, TENANT, Set.of()), Context.EMPTY);
    }

    /** From here on about a subject of tenant {@code the-tenant} that holds these roles, where nothing else is known. */
    public PolicyExpectations given(String... roles) {
        return new PolicyExpectations(policy, new Subject(SUBJECT, TENANT, Set.of(roles)), Context.EMPTY);
    }

    /** From here on, for the same subject, with this known. */
    public PolicyExpectations when(Context known) {
        return new PolicyExpectations(policy, subject, known);
    }

    /**
     * @param question such as {@code wallet:read:own}
     * @throws AssertionError with the explanation, when the policy denies it
     */
    public PolicyExpectations can(String question) {
        return expect(question, true);
    }

    /**
     * @param question such as {@code wallet:read:own}
     * @throws AssertionError with the explanation, when the policy permits it
     */
    public PolicyExpectations cannot(String question) {
        return expect(question, false);
    }

    private PolicyExpectations expect(String question, boolean isExpected) {
        Urn asked = Urn.parse(question);
        Decision decision = policy.decide(
                subject, asked.resource(), asked.action(), ownerOf(asked.target()), idOf(asked.target()), context);
        if (decision.isPermitted() != isExpected) {
            throw new AssertionError("expected that %s %s %s, but: %s"
                    .formatted(subject.roles(), isExpected ? "can" : "cannot", question, decision.explain()));
        }
        return this;
    }

    private @Nullable String ownerOf(String target) {
        return switch (target) {
            case "own" -> SUBJECT;
            case "other" -> SOMEBODY_ELSE;
            default -> target.startsWith("team/") ? target : null;
        };
    }

    private @Nullable String idOf(String target) {
        return switch (target) {
            case "own", "other" -> SOME_TARGET;
            case "all", "*" -> null;
            default -> target.startsWith("team/") ? SOME_TARGET : target;
        };
    }
}
