package dev.coffer.gateway.transport;

import dev.coffer.gateway.compose.SubgraphSdl;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this JVM plan something before its first client asks: a first plan takes several times as long as a second one, and nearly all of
 * that goes into finding and linking classes. See docs/adr/0122.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final AtomicBoolean DONE = new AtomicBoolean();
    /** From then on a further one saves less than it costs. */
    static final int TIMES = 10;

    private static final String LINK = """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
              import: ["@key", "@external", "@requires", "@provides", "@shareable"])
            """;
    private static final List<SubgraphSdl> SUBGRAPHS =
            List.of(subgraph("people", """
            type Query { people(first: Int = 10): [Person!]! named(name: String): Named }
            interface Named { name: String }
            type Person implements Named @key(fields: "id") { id: ID! name: String age: Int @shareable friends: [Person!]! }
            """), subgraph("things", """
            type Query { things: [Thing] any: [Any!] }
            union Any = Thing | Place
            type Place { name: String @shareable }
            type Thing @key(fields: "id") { id: ID! name: String weight: Int kind: Kind owner: Person @provides(fields: "age") }
            type Person @key(fields: "id") { id: ID! age: Int @external things(kind: Kind): [Thing!]! }
            enum Kind { SMALL LARGE }
            """), subgraph("costs", """
            type Thing @key(fields: "id") { id: ID! weight: Int @external cost(currency: String): Int @requires(fields: "weight") }
            type Person @key(fields: "id") { id: ID! spent: Int }
            """));
    private static final String QUERY = """
            query Rehearsal($more: Boolean = true, $currency: String = "EUR") {
              people(first: 3) { ...P friends { ...P things(kind: SMALL) { ...T } } }
              things { ...T owner { ...P age things { ...T owner { ...P } } } }
              any { __typename ... on Thing { ...T } ... on Place { name } }
              named(name: "a") { name ... on Person { ...P } }
            }
            fragment P on Person { id name spent a: age @include(if: $more) }
            fragment T on Thing { id name kind weight cost(currency: $currency) other: cost @skip(if: $more) }
            """;

    private Rehearsal() {}

    private static SubgraphSdl subgraph(String name, String sdl) {
        return new SubgraphSdl(name, "", LINK + sdl);
    }

    /** Once in a JVM. Never throws: it is a help, not a need. */
    static void once() {
        if (DONE.getAndSet(true)) {
            return;
        }
        try {
            LOG.debug("rehearsed planning: {} of {} plans were made", plans(), TIMES);
        } catch (RuntimeException e) {
            LOG.warn("planning could not be rehearsed; the first plans take longer", e);
        }
    }

    /** How many plans were made. */
    static int plans() {
        if (!(Schemas.compose(SUBGRAPHS) instanceof SchemaLook.Fresh fresh)) {
            return 0;
        }
        Preparation preparation = new Preparation(
                Schemas.api(fresh.supergraph()), Schemas.planning(fresh.supergraph()), GatewayLimits.DEFAULT, false);
        int made = 0;
        for (int i = 0; i < TIMES; i++) {
            if (preparation.prepare(QUERY, null, null) instanceof Prepared.Ready) {
                made++;
            }
        }
        return made;
    }
}
