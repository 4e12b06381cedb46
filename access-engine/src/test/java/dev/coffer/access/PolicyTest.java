package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final int LONG_CHAIN = 1_000;

    @Test
    void a_cycle_is_refused_and_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.of(List.of(
                        heir("leaf", "a"), heir("a", "root", "b"), heir("b", "c"), heir("c", "a"), heir("root"))))
                .withMessage("roles inherit in a cycle: a -> b -> c -> a");
    }

    @Test
    void a_role_that_inherits_itself_is_a_cycle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.of(List.of(heir("a", "a"))))
                .withMessage("roles inherit in a cycle: a -> a");
    }

    @Test
    void random_graphs_are_refused_exactly_when_an_edge_closes_a_cycle() {
        long seed = Long.getLong("coffer.access.seed", System.nanoTime());
        System.out.println("PolicyTest: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Role> acyclic = randomDag(random, 2 + random.nextInt(8));
            assertThat(Policy.of(acyclic).roles()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(acyclic);

            // r0 inherits nothing in the graph above; two more edges close a cycle through it.
            List<Role> cyclic = new ArrayList<>(acyclic);
            cyclic.removeIf(role -> role.name().equals("r0"));
            cyclic.add(heir("r0", "last"));
            cyclic.add(heir("last", "r0"));
            Collections.shuffle(cyclic, random);
            assertThatIllegalArgumentException()
                    .as("seed %d", seed)
                    .isThrownBy(() -> Policy.of(cyclic))
                    .withMessageMatching("roles inherit in a cycle: (r0 -> last -> r0|last -> r0 -> last)");
        }
    }

    @Test
    void a_diamond_is_no_cycle() {
        Policy policy = Policy.of(
                List.of(heir("bottom", "left", "right"), heir("left", "top"), heir("right", "top"), heir("top")));

        assertThat(policy.roles()).extracting(Role::name).containsSubsequence("top", "left", "bottom");
        assertThat(policy.roles()).extracting(Role::name).containsSubsequence("top", "right", "bottom");
    }

    @Test
    void a_parent_named_twice_counts_once() {
        assertThat(Policy.of(List.of(heir("a"), heir("b", "a", "a"))).roles()).hasSize(2);
    }

    @Test
    void a_long_chain_is_inherited_to_its_end() {
        List<Role> chain = new ArrayList<>();
        chain.add(new Role("r0", List.of(), List.of("wallet:read:all"), List.of()));
        for (int i = 1; i < LONG_CHAIN; i++) {
            chain.add(heir("r" + i, "r" + (i - 1)));
        }
        Subject last = new Subject("ada", "acme", Set.of("r" + (LONG_CHAIN - 1)));

        Decision decision = Policy.of(chain.reversed()).compile().decide(last, "wallet", "read", null, null);

        assertThat(decision.isPermitted()).isTrue();
    }

    @Test
    void a_policy_that_inheritance_blows_up_is_refused_before_it_eats_the_memory() {
        List<String> grants = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            grants.add("wallet:read:w-" + i);
        }
        List<Role> chain = new ArrayList<>();
        chain.add(new Role("r0", List.of(), grants, List.of()));
        for (int i = 1; i < LONG_CHAIN; i++) {
            chain.add(heir("r" + i, "r" + (i - 1)));
        }
        Policy policy = Policy.of(chain);

        assertThatIllegalArgumentException()
                .isThrownBy(policy::compile)
                .withMessageContaining("more than " + Policy.MAX_EFFECTIVE_RULES + " effective rules");
    }

    @Test
    void an_unknown_parent_and_a_repeated_name_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.of(List.of(heir("teller", "clerk"))))
                .withMessage("role \"teller\" inherits \"clerk\", which the policy does not have");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.of(List.of(heir("teller"), heir("teller"))))
                .withMessage("role \"teller\" is declared twice");
    }

    @Test
    void a_role_says_which_of_its_parts_is_wrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Role("teller", List.of(), List.of("wallet:read"), List.of()))
                .withMessageStartingWith("role \"teller\", grant: URN \"wallet:read\" has 2 segments");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Role("teller", List.of(), List.of(), List.of("wallet:READ:own")))
                .withMessageStartingWith("role \"teller\", denial: URN \"wallet:READ:own\": action \"READ\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Role("Chief Teller", List.of(), List.of(), List.of()))
                .withMessageStartingWith("role \"Chief Teller\" is not a name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> heir("teller", "Chief Teller"))
                .withMessageStartingWith("role \"teller\" inherits, but \"Chief Teller\" is not a name");
    }

    @Test
    void a_role_keeps_nothing_of_the_lists_it_was_given() {
        List<String> grants = new ArrayList<>(List.of("wallet:read:own"));
        Role role = new Role("user", List.of(), grants, List.of());
        grants.add("*:*:all");

        assertThat(role.grants()).extracting(rule -> rule.urn().toString()).containsExactly("wallet:read:own");
    }

    @Test
    void the_builder_adds_roles_to_the_built_in_ones() {
        Policy policy = Policy.builder()
                .roles(BuiltInRoles.all())
                .role(heir("auditor", BuiltInRoles.OPERATOR))
                .build();

        assertThat(policy.roles()).hasSize(BuiltInRoles.all().size() + 1);
    }

    @Test
    void a_subject_cannot_pass_for_a_team_and_has_an_id_and_a_tenant() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject("team/blue", "acme", Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(" ", "acme", Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject("ada", "", Set.of()));
    }

    private static List<Role> randomDag(Random random, int size) {
        List<Role> roles = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<String> parents = new ArrayList<>();
            for (int parent = 0; parent < i; parent++) {
                if (random.nextBoolean()) {
                    parents.add("r" + parent);
                }
            }
            roles.add(new Role("r" + i, parents, List.of(), List.of()));
        }
        Collections.shuffle(roles, random);
        return roles;
    }

    private static Role heir(String name, String... parents) {
        return new Role(name, List.of(parents), List.of(), List.of());
    }
}
