package dev.coffer.scripts.doctor;

/** The JDK that runs this. One that is too old never gets here: {@code ./coffer} and {@code ./mvnw} say so themselves. */
final class JdkLook {

    private static final int OLDEST = 25;

    private JdkLook() {}

    static Finding look() {
        return judge(Runtime.version().feature(), System.getProperty("java.home", "?"));
    }

    static Finding judge(int version, String home) {
        return version >= OLDEST
                ? Finding.ok("JDK " + version + " in " + home)
                : Finding.problem(
                        "JDK " + version + " in " + home + " is too old.",
                        "Install a JDK of version " + OLDEST + " or newer and set JAVA_HOME to it.");
    }
}
