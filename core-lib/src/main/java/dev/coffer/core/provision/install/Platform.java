package dev.coffer.core.provision.install;

import java.util.Locale;

/** Operating system and processor, as far as a server program exists for it. */
public enum Platform {
    LINUX_X86_64,
    LINUX_AARCH64,
    MACOS_X86_64,
    MACOS_AARCH64,
    OTHER;

    /** From the values of the system properties {@code os.name} and {@code os.arch}. */
    public static Platform of(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        boolean x86 = arch.equals("amd64") || arch.equals("x86_64");
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        if (!x86 && !arm) {
            return OTHER;
        }
        if (name.startsWith("linux")) {
            return x86 ? LINUX_X86_64 : LINUX_AARCH64;
        }
        if (name.startsWith("mac")) {
            return x86 ? MACOS_X86_64 : MACOS_AARCH64;
        }
        return OTHER;
    }
}
