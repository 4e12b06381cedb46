package dev.coffer.access.json;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Rule;
import dev.coffer.access.Urn;
import dev.coffer.access.condition.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy as JSON and back. What is written reads back as an equal policy. Reading is strict: a member that is not known,
 * a name that is there twice, or a value of another kind is refused with its line and path.
 */
public final class PolicyJson {
    /** The version of the form that is written; another one is refused. */
    public static final int FORMAT = 1;
    /** Where the JSON Schema of the form (draft 2020-12) lies in this jar. */
    public static final String SCHEMA_RESOURCE = "/dev/coffer/access/json/policy.schema.json";

    private static final Set<String> POLICY_MEMBERS = Set.of("$schema", "format", "roles");
    private static final Set<String> ROLE_MEMBERS = Set.of("name", "inherits", "grants", "denials");
    private static final Set<String> RULE_MEMBERS = Set.of("urn", "priority", "when");

    private PolicyJson() {}

    /** Indented by two spaces, roles after those they inherit. */
    public static String write(Policy policy) {
        return PolicyWriter.write(policy);
    }

    /**
     * Reads a policy.
     *
     * @throws PolicyFormatException (an {@link IllegalArgumentException}) for what is no JSON, is not of this form, or
     *     makes no policy: a cycle, an unknown parent, a bad URN
     */
    public static Policy read(String json) {
        JsonValue value = JsonParser.parse(json);
        Members members = Members.of(value, "a policy", POLICY_MEMBERS);
        members.whole("format", FORMAT, FORMAT);
        JsonValue schema = members.find("$schema");
        if (schema != null) {
            Members.string(schema);
        }
        List<Role> roles = members.list("roles", PolicyJson::role);
        return Members.made(members.required("roles"), () -> Policy.of(roles));
    }

    /** One role on one line, as it stands in a policy: for whoever keeps roles one by one. */
    public static String writeRole(Role role) {
        return PolicyWriter.write(role);
    }

    /**
     * Reads one role; what it inherits need not be there.
     *
     * @throws PolicyFormatException as {@link #read}
     */
    public static Role readRole(String json) {
        return role(JsonParser.parse(json));
    }

    /** A rule's condition on one line, as it stands behind {@code when}. */
    public static String writeCondition(Condition condition) {
        return PolicyWriter.write(condition);
    }

    /** @throws PolicyFormatException as {@link #read} */
    public static Condition readCondition(String json) {
        return ConditionReader.read(JsonParser.parse(json));
    }

    private static Role role(JsonValue value) {
        Members members = Members.of(value, "a role", ROLE_MEMBERS);
        String name = members.string("name");
        JsonValue parents = members.find("inherits");
        List<String> inherits = parents == null ? List.of() : Members.list(parents, Members::string);
        List<Rule> rules = new ArrayList<>();
        // Made without rules first, so that a bad name is told where the role stands and not where its first rule does.
        Members.made(value, () -> new Role(name, inherits, List.of()));
        addRules(rules, name, Rule.Effect.GRANT, members.find("grants"));
        addRules(rules, name, Rule.Effect.DENIAL, members.find("denials"));
        return new Role(name, inherits, rules);
    }

    private static void addRules(List<Rule> rules, String role, Rule.Effect effect, @Nullable JsonValue stated) {
        if (stated != null) {
            rules.addAll(Members.list(stated, rule -> rule(role, effect, rule)));
        }
    }

    private static Rule rule(String role, Rule.Effect effect, JsonValue value) {
        if (value instanceof JsonValue.JsonString urn) {
            return new Rule(role, effect, urn(urn));
        }
        if (!(value instanceof JsonValue.JsonObject)) {
            throw value.at().refusal("expected a URN in quotes or an object with one; found " + value.kind());
        }
        Members members = Members.of(value, "a rule", RULE_MEMBERS);
        int priority = members.find("priority") == null
                ? 0
                : (int) members.whole("priority", Integer.MIN_VALUE, Integer.MAX_VALUE);
        JsonValue when = members.find("when");
        return new Rule(
                role, effect, urn(members.required("urn")), priority, when == null ? null : ConditionReader.read(when));
    }

    private static Urn urn(JsonValue value) {
        String text = Members.string(value);
        return Members.made(value, () -> Urn.parse(text));
    }
}
