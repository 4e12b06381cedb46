package dev.coffer.payment.monitor;

import dev.coffer.core.errors.RefusalCode;

/** Why nobody is told of a balance. */
enum MonitorRefusal implements RefusalCode {
    MONITOR_LIMIT_REACHED("The wallet has as many balance monitors as it may; delete one that is not needed.");

    private final String meaning;

    MonitorRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
