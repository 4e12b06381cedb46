package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.compose.Supergraph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Documents are kept by what plans depend on, not by who asks. */
class DocumentsTest {
    private static final String QUERY = "{ a b c }";

    private final Documents documents = new Documents(preparation(), 1_000_000, Runnable::run);

    private static Preparation preparation() {
        String sdl = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\","
                + " import: [\"@requiresScopes\", \"@policy\", \"@override\", \"@shareable\"])"
                + " type Query { a: Int @requiresScopes(scopes: [[\"x\"]]) b: Int @policy(policies: [[\"y\"]]) c: Int d: Int }";
        Composition composition = Composer.compose(List.of(new SubgraphSdl("a", "http://a", sdl)));
        if (!(composition instanceof Composition.Composed composed)) {
            throw new AssertionError(composition);
        }
        Supergraph supergraph = composed.supergraph();
        return new Preparation(Schemas.api(supergraph), Schemas.planning(supergraph), GatewayLimits.DEFAULT, true);
    }

    private static String calls(Prepared prepared) {
        return prepared instanceof Prepared.Ready ready
                ? ready.executable().plan().fetches().toString()
                : prepared.toString();
    }

    private Prepared asked(Credentials credentials) {
        if (!(documents.prepare(QUERY, null).join() instanceof Prepared.Dependent dependent)) {
            throw new AssertionError("one plan for all");
        }
        return documents
                .prepare(QUERY, null, dependent.dependencies().where(credentials::meet, label -> false))
                .join();
    }

    @Test
    void callers_who_may_see_the_same_share_a_plan_and_no_others_do() {
        Prepared neither = asked(Credentials.NONE);
        Prepared x = asked(new Credentials(true, Set.of("x", "other"), Set.of("x")));
        Prepared y = asked(new Credentials(true, Set.of("y"), Set.of("y")));
        Prepared both = asked(new Credentials(true, Set.of("x"), Set.of("y")));

        assertThat(asked(new Credentials(true, Set.of("z"), Set.of()))).isSameAs(neither);
        assertThat(asked(new Credentials(true, Set.of("x"), Set.of()))).isSameAs(x);
        assertThat(Set.of(neither, x, y, both)).hasSize(4);
        assertThat(calls(x)).contains("{a c}");
        assertThat(calls(y)).contains("{b c}");
        assertThat(calls(both)).contains("{a b c}");
    }

    @Test
    void a_thousand_users_with_rights_of_their_own_make_as_many_entries_as_rights_that_are_asked_for() {
        Set<Prepared> plans = new HashSet<>();
        for (int user = 0; user < 1_000; user++) {
            Set<String> scopes = new HashSet<>(Set.of("scope-" + user));
            if (user % 2 == 0) {
                scopes.add("x");
            }
            plans.add(asked(new Credentials(true, scopes, Set.of("role-" + user, user % 3 == 0 ? "y" : "z"))));
        }

        assertThat(plans).hasSize(4);
        assertThat(documents.count()).isEqualTo(1 + 4);
    }

    @Test
    void a_document_that_asks_for_nothing_special_is_ready_at_once() {
        assertThat(documents.prepare("{ c d }", null).join()).isInstanceOf(Prepared.Ready.class);
        assertThat(documents.count()).isEqualTo(1);
    }

    @Test
    void what_was_in_use_with_an_older_schema_is_made_ready_without_more_than_it_was_ready_for() {
        asked(new Credentials(true, Set.of("x"), Set.of()));
        Documents later = new Documents(preparation(), 1_000_000, Runnable::run);

        documents.hottest(10).forEach(key -> later.prepare(key).join());

        assertThat(later.count()).isEqualTo(2);
        assertThat(later.prepare(QUERY, null).join())
                .isEqualTo(documents.prepare(QUERY, null).join());
    }
}
