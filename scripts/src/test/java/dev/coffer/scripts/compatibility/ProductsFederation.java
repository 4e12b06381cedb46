package dev.coffer.scripts.compatibility;

import dev.coffer.core.testkit.SmallService;
import dev.coffer.gateway.transport.GatewayOptions;
import dev.coffer.gateway.transport.GatewayServer;
import dev.coffer.gateway.transport.SchemaSource;
import dev.coffer.gateway.transport.SubgraphConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;

/** The three subgraphs of the suite under way, with our gateway in front. */
final class ProductsFederation implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final Subgraphs subgraphs;
    private final GatewayServer gateway;

    private ProductsFederation(Subgraphs subgraphs, GatewayServer gateway) {
        this.subgraphs = subgraphs;
        this.gateway = gateway;
    }

    /** @param folder where the schema of the subgraph under test is written */
    static ProductsFederation start(Path folder) throws IOException {
        Path schema = Files.writeString(
                folder.resolve("products.graphqls"), SuiteSchema.ofCoffer(CompatibilitySuite.schema()));
        CompatibilitySuite.Subgraph users = CompatibilitySuite.start("users", "USERS_PORT");
        CompatibilitySuite.Subgraph inventory = CompatibilitySuite.start("inventory", "INVENTORY_PORT");
        try {
            SmallService products = SmallService.start(
                    ProductsApplication.class,
                    "products",
                    Map.of("dgs.graphql.schema-locations", schema.toUri().toString()));
            return behindGateway(new Subgraphs(users, inventory, products));
        } catch (RuntimeException e) {
            users.close();
            inventory.close();
            throw e;
        }
    }

    private static ProductsFederation behindGateway(Subgraphs subgraphs) {
        try {
            return new ProductsFederation(
                    subgraphs,
                    GatewayServer.start(GatewayOptions.of(new SchemaSource.Subgraphs(subgraphs.config(), false))
                            .withAddress("127.0.0.1", 0)
                            .withTimes(START, DRAIN)));
        } catch (RuntimeException e) {
            subgraphs.products.close();
            throw e;
        }
    }

    private record Subgraphs(
            CompatibilitySuite.Subgraph users, CompatibilitySuite.Subgraph inventory, SmallService products) {

        URI productsUrl() {
            String port = products.bean(Environment.class).getRequiredProperty("local.server.port");
            return URI.create("http://127.0.0.1:" + port + "/graphql");
        }

        SubgraphConfig config() {
            return SubgraphConfig.of(List.of(
                    new SubgraphConfig.Subgraph("users", users.url()),
                    new SubgraphConfig.Subgraph("inventory", inventory.url()),
                    new SubgraphConfig.Subgraph("products", productsUrl())));
        }
    }

    /** The subgraph under test. */
    URI products() {
        return subgraphs.productsUrl();
    }

    URI gateway() {
        return gateway.url();
    }

    @Override
    public void close() {
        gateway.close();
        subgraphs.products.close();
        subgraphs.users.close();
        subgraphs.inventory.close();
    }
}
