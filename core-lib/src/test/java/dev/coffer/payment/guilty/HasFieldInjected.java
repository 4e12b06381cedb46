package dev.coffer.payment.guilty;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

final class HasFieldInjected {
    @Autowired
    private @Nullable Runnable injected;

    void run() {
        if (injected != null) {
            injected.run();
        }
    }
}
