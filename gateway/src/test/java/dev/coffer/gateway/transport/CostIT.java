package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.cost.CostLimits;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What costs too much is refused before anything is fetched. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostIT {
    private static final String FRIENDS = "{ users(first: 1) { friends { friends { name } } } }";

    private final Shop shop = new Shop();
    private final GatewayServer gateway = GatewayServer.start(
            GatewayIT.options(shop).withLimits(GatewayLimits.DEFAULT.withCost(new CostLimits(1_000, 10))));
    private final HttpProbe client = new HttpProbe(gateway.url());

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        shop.close();
    }

    @Test
    void an_operation_within_the_limit_is_answered_and_one_above_is_not() throws Exception {
        int before = shop.accounts.calls().size();
        HttpResponse<String> refused = client.query(FRIENDS, "{}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(HttpProbe.code(refused)).isEqualTo("GRAPHQL_LIMIT_EXCEEDED");
        assertThat(refused.body()).contains("may cost 1110, and 1000 is allowed");
        assertThat(shop.accounts.calls()).hasSize(before);
        assertThat(client.query("{ users(first: 1) { friends { name } } }", "{}")
                        .body())
                .contains("\"name\":\"User 2\"");
    }
}
