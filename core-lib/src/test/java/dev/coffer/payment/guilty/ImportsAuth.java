package dev.coffer.payment.guilty;

import dev.coffer.auth.guilty.Innocent;

final class ImportsAuth {
    private final Innocent other;

    ImportsAuth(Innocent other) {
        this.other = other;
    }

    @Override
    public String toString() {
        return other.toString();
    }
}
