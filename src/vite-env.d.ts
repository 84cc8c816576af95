/// <reference types="vite/client" />

// `?raw`, `?url`, `?worker` imports and import.meta.env, for every compilation of the shared rooms.
