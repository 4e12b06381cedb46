package dev.coffer.scripts.saga;

import dev.coffer.core.saga.SagaEntry;
import dev.coffer.core.saga.SagaInstance;
import java.util.LinkedHashMap;
import java.util.Map;

/** A saga as JSON; the data is left out, it may be personal. */
final class ShownSaga {

    private ShownSaga() {}

    static Map<String, Object> of(SagaInstance saga) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", saga.id());
        shown.put("name", saga.name());
        shown.put("key", saga.key());
        shown.put("tenantId", saga.tenantId());
        shown.put("state", saga.state().name());
        shown.put("step", saga.step());
        if (saga.reason() != null) {
            shown.put("reason", saga.reason());
        }
        shown.put("startedAt", saga.startedAt().toString());
        shown.put("changedAt", saga.changedAt().toString());
        shown.put("history", saga.history().stream().map(ShownSaga::of).toList());
        return shown;
    }

    private static Map<String, Object> of(SagaEntry entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", entry.at().toString());
        shown.put("step", entry.step());
        shown.put("what", entry.what().name());
        if (entry.detail() != null) {
            shown.put("detail", entry.detail());
        }
        return shown;
    }
}
