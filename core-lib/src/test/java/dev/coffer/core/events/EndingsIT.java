package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class EndingsIT {

    private static final Instant AT = Instant.parse("2026-03-11T10:15:30Z");

    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "test");
    private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase(EndingsIT.class));
    private final Transactions transactions =
            new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
    private final Endings endings = new Endings(database, "undone_orders");

    EndingsIT() {
        new DeclaredIndexes(database).create(endings.indexes());
    }

    @AfterEach
    void end() {
        client.close();
    }

    private boolean isOver(String tenantId) {
        return transactions.inTransaction(unit -> endings.isOver(unit, tenantId, "order-1"));
    }

    @Test
    void what_ended_is_over_in_its_tenant_however_often_it_ends() {
        transactions.run(unit -> endings.end(unit, "acme", "order-1", AT));
        transactions.run(unit -> endings.end(unit, "acme", "order-1", AT.plusSeconds(1)));

        assertThat(isOver("acme")).isTrue();
        assertThat(isOver("other")).isFalse();
        Set<String> over =
                transactions.inTransaction(unit -> endings.over(unit, "acme", List.of("order-1", "order-2")));
        assertThat(over).containsExactly("order-1");
    }

    @Test
    void an_ending_whose_transaction_fails_is_none_and_within_it_counts_at_once() {
        assertThatThrownBy(() -> transactions.run(unit -> {
                    endings.end(unit, "acme", "order-1", AT);
                    assertThat(endings.isOver(unit, "acme", "order-1")).isTrue();
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");

        assertThat(isOver("acme")).isFalse();
    }
}
