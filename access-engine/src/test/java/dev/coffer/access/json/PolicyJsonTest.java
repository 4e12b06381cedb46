package dev.coffer.access.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.Policy;
import dev.coffer.access.RandomCases;
import dev.coffer.access.Role;
import dev.coffer.access.condition.Conditions;
import dev.coffer.access.condition.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyJsonTest {
    @Test
    void what_is_written_reads_back_equal_and_is_written_alike() {
        long seed = Long.getLong("coffer.access.seed", System.nanoTime());
        System.out.println("PolicyJsonTest: seed " + seed);
        RandomCases random = new RandomCases(seed);
        for (int i = 0; i < 2_000; i++) {
            Policy policy = Policy.of(random.roles());

            Policy read = PolicyJson.read(PolicyJson.write(policy));

            assertThat(read).as("seed %d, policy %d", seed, i).isEqualTo(policy);
            assertThat(PolicyJson.write(read)).isEqualTo(PolicyJson.write(policy));
        }
    }

    @Test
    void odd_texts_and_numbers_survive() {
        Role role = Role.named("odd")
                .grant(
                        "a:b:team/Red.1",
                        Integer.MIN_VALUE,
                        Conditions.equal("resource.x", "\"\\\n\u0000\uD83D\uDE00é\uD800"))
                .deny(
                        "*:*:*",
                        Integer.MAX_VALUE,
                        Conditions.equal("resource.x", Value.of(new BigDecimal("-0.00000000000000000001"))))
                .deny("a:*:x", Conditions.between("resource.x", "-9999999999999999999999999999999999", "1E33"))
                .deny("a:*:x", Conditions.hours("00:00", "23:59", "+02:00"))
                .build();
        Policy policy = Policy.of(List.of(role));

        assertThat(PolicyJson.read(PolicyJson.write(policy))).isEqualTo(policy);
        assertThat(PolicyJson.read(PolicyJson.write(BuiltInRoles.policy()))).isEqualTo(BuiltInRoles.policy());
    }

    @Test
    void what_is_short_is_written_on_one_line() {
        Role teller = Role.named("teller")
                .inherits("clerk")
                .grant("wallet:read:all")
                .grant("wallet:adjust:all", 5, Conditions.hours("08:00", "18:00", "Europe/Vienna"))
                .build();
        Policy policy = Policy.of(List.of(new Role("clerk", List.of(), List.of("fee:read:all"), List.of()), teller));

        assertThat(PolicyJson.write(policy)).isEqualTo("""
                {
                  "format": 1,
                  "roles": [
                    {"name": "clerk", "grants": ["fee:read:all"]},
                    {
                      "name": "teller",
                      "inherits": ["clerk"],
                      "grants": [
                        "wallet:read:all",
                        {
                          "urn": "wallet:adjust:all",
                          "priority": 5,
                          "when": {"hours": {"from": "08:00", "to": "18:00", "zone": "Europe/Vienna"}}
                        }
                      ]
                    }
                  ]
                }
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'format':1,'roles':[{'name':'a','grant':[]}]} | line 1, $.roles[0].grant: a role has no \"grant\"; did you mean \"grants\"?",
                "{'format':1,'roles':[{'name':'a','permits':[]}]} | line 1, $.roles[0].permits: a role has no \"permits\"; it may have denials, grants, inherits, name",
                "{'format':1,'roles':[{'name':'a','grants':[{'urn':'a:b:own','when':{'hour':1}}]}]} | line 1, $.roles[0].grants[0].when.hour: a condition has no \"hour\"; did you mean \"hours\"?",
                "{'format':1,'roles':[{'name':'a','grants':['a:b']}]} | line 1, $.roles[0].grants[0]: URN \"a:b\" has 2 segments; it needs three, resource:action:target",
                "{'format':1,'roles':[{'name':'a','grants':[7]}]} | line 1, $.roles[0].grants[0]: expected a URN in quotes or an object with one; found a number",
                "{'format':1,'roles':[{'name':'A'}]} | line 1, $.roles[0]: role \"A\" is not a name: 1 to 64 lower-case letters, digits, - and _, starting with a letter",
                "{'format':1,'roles':[{'name':'a','inherits':['b']}]} | line 1, $.roles: role \"a\" inherits \"b\", which the policy does not have",
                "{'format':2,'roles':[]} | line 1, $.format: expected a whole number from 1 to 1",
                "{'roles':[]} | line 1, $: \"format\" is missing",
                "{'format':1,'format':1,'roles':[]} | line 1, $.format: \"format\" is there twice",
                "[] | line 1, $: expected a policy, an object; found an array",
                "{'format':1,'roles':[],} | line 1, $: expected the name of a member in quotes, found '}'",
                "{'format':1 'roles':[]} | line 1, $: expected , or }, found '''",
                "{'format':01,'roles':[]} | line 1, $.format: a number that JSON does not have, or of more than 80 characters",
                "{'format':1,'roles':[]} x | line 1, $: expected nothing after the value, found 'x'",
            })
    void a_refusal_names_line_path_and_what_was_expected(String json, String message) {
        String quoted = json.replace('\'', '"');
        assertThatExceptionOfType(PolicyFormatException.class)
                .isThrownBy(() -> PolicyJson.read(quoted))
                .withMessage(message.replace("'''", "'\"'"));
    }

    @Test
    void a_refusal_names_the_line_of_a_longer_text() {
        String json = PolicyJson.write(BuiltInRoles.policy()).replace("\"ledger:verify:all\"", "\"ledger verify all\"");
        long line = json.substring(0, json.indexOf("ledger verify all")).lines().count();

        assertThatExceptionOfType(PolicyFormatException.class)
                .isThrownBy(() -> PolicyJson.read(json))
                .satisfies(refusal -> assertThat(refusal.line()).isEqualTo((int) line))
                .satisfies(refusal ->
                        assertThat(refusal.path()).startsWith("$.roles[").endsWith(".grants[1]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "\"",
                "\"\\",
                "\"\\u12",
                "\"\\x\"",
                "\"\t\"",
                "tru",
                "nul",
                "-",
                "1.",
                "1e",
                ".5",
                "+1",
                "0x1",
                "NaN",
                "'a'",
                "{a:1}",
                "[1 2]",
                "[1,]",
                "// x\n1",
                "\uFEFF{}",
                "{\"a\":}",
                "1E99999999999"
            })
    void what_is_no_json_is_refused(String text) {
        assertThatExceptionOfType(PolicyFormatException.class).isThrownBy(() -> JsonParser.parse(text));
    }

    @Test
    void depth_is_bounded_before_the_stack_is() {
        assertThatExceptionOfType(PolicyFormatException.class)
                .isThrownBy(() -> PolicyJson.read("[".repeat(1_000_000)))
                .withMessageContaining("nested more than 64 deep");
    }

    @Test
    void a_long_number_is_refused_and_a_large_exponent_costs_nothing() {
        assertThatExceptionOfType(PolicyFormatException.class).isThrownBy(() -> JsonParser.parse("1".repeat(81)));
        String json = "{'format':1,'roles':[{'name':'a','grants':[{'urn':'a:b:own','when':{'between':"
                + "{'attribute':'resource.x','min':0,'max':1E999999999}}}]}]}";

        assertThatExceptionOfType(PolicyFormatException.class)
                .isThrownBy(() -> PolicyJson.read(json.replace('\'', '"')))
                .withMessageContaining("more than 34 digits");
    }
}
