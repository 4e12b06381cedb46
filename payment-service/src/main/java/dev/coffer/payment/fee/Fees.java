package dev.coffer.payment.fee;

import dev.coffer.core.config.Setting;

/** The fees of each tenant as they are now. Ask at each operation: administrators change them while the service runs. */
public final class Fees {

    private final Setting<FeeSettings> setting;

    Fees(Setting<FeeSettings> setting) {
        this.setting = setting;
    }

    public FeeSchedule of(String tenantId) {
        return setting.of(tenantId).schedule();
    }
}
