package dev.coffer.access;

/**
 * The policy in force, exchanged while others decide. A reader takes a {@link Version} once and decides with it: all of
 * one policy or all of the next, never a part of each. A version that is not newer than the one in force is left alone,
 * so that a message that comes late or twice does not bring an old policy back.
 */
public final class LivePolicy {
    /**
     * A policy and which one it is.
     *
     * @param number given by whoever keeps the policies; the higher is the newer
     */
    public record Version(long number, CompiledPolicy policy) {}

    private volatile Version current;

    /** @throws IllegalArgumentException when the policy does not compile, see {@link Policy#compile()} */
    public LivePolicy(long number, Policy policy) {
        this.current = new Version(number, policy.compile());
    }

    /** The one in force. To ask several questions of one policy, keep what this returns. */
    public Version current() {
        return current;
    }

    /**
     * Puts a policy in force unless one of this number or a higher one is. It is compiled before, in the caller's thread.
     *
     * @return whether it is in force now
     * @throws IllegalArgumentException when it does not compile; the one in force stays
     */
    public boolean replace(long number, Policy policy) {
        if (current.number() >= number) {
            return false;
        }
        Version next = new Version(number, policy.compile());
        synchronized (this) {
            // Another may have come into force while this one compiled.
            if (current.number() >= number) {
                return false;
            }
            current = next;
            return true;
        }
    }
}
