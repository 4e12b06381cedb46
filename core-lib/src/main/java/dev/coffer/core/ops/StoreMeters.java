package dev.coffer.core.ops;

import dev.coffer.core.store.IndexReport;
import dev.coffer.core.store.Migrations;
import dev.coffer.core.store.StoreReadiness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.Function;

/** Shows as figures what the health checks of the store say in words, so that an alert can be set on it. */
final class StoreMeters implements MeterBinder {

    private final StoreReadiness readiness;
    private final Migrations migrations;

    StoreMeters(StoreReadiness readiness, Migrations migrations) {
        this.readiness = readiness;
        this.migrations = migrations;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("coffer.store.ready", readiness, store -> store.isReady() ? 1 : 0)
                .description("1 where the database is ours and has every index that a promise rests on")
                .register(registry);
        Gauge.builder("coffer.store.migrated", migrations, run -> run.status().isReady() ? 1 : 0)
                .description("1 where every data migration that the code needs is applied")
                .register(registry);
        indexes(registry, "missing", IndexReport::missing);
        indexes(registry, "different", IndexReport::different);
        indexes(registry, "broken", IndexReport::broken);
        indexes(registry, "undeclared", IndexReport::undeclared);
    }

    private void indexes(MeterRegistry registry, String state, Function<IndexReport, List<String>> which) {
        Gauge.builder(
                        "coffer.store.indexes",
                        readiness,
                        store -> which.apply(store.indexes()).size())
                .description("indexes that are not as the code declares them, by what is wrong")
                .tag("state", state)
                .register(registry);
    }
}
