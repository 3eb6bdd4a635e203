// What this device must not forget, in the browser's database: scans that are not answered, and answers that
// somebody has to look at. A write is on the disk when its promise is kept.

const WRITTEN = { durability: "strict" };

export async function openStore() {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("fenjian-scan", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("waiting", { keyPath: "n", autoIncrement: true });
      request.result.createObjectStore("looks", { keyPath: "n", autoIncrement: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  const change = (names, work) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(names, "readwrite", WRITTEN);
      work(transaction);
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  const all = (name) =>
    new Promise((resolve, reject) => {
      const request = database.transaction(name).objectStore(name).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  return {
    waiting: () => all("waiting"),
    looks: () => all("looks"),
    // Keeps a scan and gives it its number in the order of scanning.
    async keep(item) {
      let key;
      await change(["waiting"], (t) => (key = t.objectStore("waiting").add(item)));
      return { ...item, n: key.result };
    },
    // A scan was answered; `look` is what somebody must see of it, in the same step, so that neither is lost.
    answered: (item, look) =>
      change(["waiting", "looks"], (t) => {
        t.objectStore("waiting").delete(item.n);
        if (look) t.objectStore("looks").add(look);
      }),
    note: (look) => change(["looks"], (t) => t.objectStore("looks").add(look)),
    seen: (look) => change(["looks"], (t) => t.objectStore("looks").delete(look.n)),
  };
}
