package dev.coffer.notification.engine;

/** Receives whoever begins a session. */
public interface EngineReception {

    EngineVisitor open(EngineSession session);
}
