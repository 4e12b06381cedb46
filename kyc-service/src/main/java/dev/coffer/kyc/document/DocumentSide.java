package dev.coffer.kyc.document;

/** Which side of a paper a file shows. What has one side only has a front. */
public enum DocumentSide {
    FRONT,
    BACK
}
