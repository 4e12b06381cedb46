package dev.coffer.core.ops;

/** One thing that a service needs to do its work. A bean of this type takes part in {@code /health/ready}. */
public interface HealthCheck {

    /** Short and stable: "mongodb", "redis", "relay". */
    String name();

    /** Looks now, within a second or two; does not throw. */
    Status check();

    /**
     * @param isUp whether the service can do its work as far as this thing goes
     * @param detail for operators: what was seen, such as "lag 12 ms"; no secrets
     */
    record Status(boolean isUp, String detail) {

        public static Status up(String detail) {
            return new Status(true, detail);
        }

        public static Status down(String detail) {
            return new Status(false, detail);
        }
    }
}
